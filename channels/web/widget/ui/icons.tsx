import type { ComponentChildren } from 'preact';

function Icon({ children, size = 20 }: { children: ComponentChildren; size?: number | undefined }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** The bell on a hotel's desk: the sign of Botones. */
export const BellIcon = ({ size }: { size?: number }) => (
  <Icon size={size}>
    <path d="M4 16a8 8 0 0 1 16 0z" />
    <path d="M3 19h18M12 8V5.6M10 5.2h4M8.2 12.6a4.6 4.6 0 0 1 2.2-1.9" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5.5M6 11l6-6 6 6" />
  </Icon>
);

export const ClipIcon = () => (
  <Icon>
    <path d="M19 11.5l-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-7.9 7.9a1.5 1.5 0 0 1-2.1-2.1l7-7" />
  </Icon>
);

export const MicrophoneIcon = () => (
  <Icon>
    <path d="M12 3.5a2.7 2.7 0 0 1 2.7 2.7v5.3a2.7 2.7 0 0 1-5.4 0V6.2A2.7 2.7 0 0 1 12 3.5zM6 11.5a6 6 0 0 0 12 0M12 17.5v3" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);

export const DownIcon = () => (
  <Icon size={16}>
    <path d="M12 5v14M6 13l6 6 6-6" />
  </Icon>
);

export const BackIcon = () => (
  <Icon size={18}>
    <path d="M14.5 6l-6 6 6 6" />
  </Icon>
);

export const ForthIcon = () => (
  <Icon size={18}>
    <path d="M9.5 6l6 6-6 6" />
  </Icon>
);

export const OutIcon = () => (
  <Icon size={16}>
    <path d="M8 16L17 7M9.5 7H17v7.5" />
  </Icon>
);

export const DocumentIcon = () => (
  <Icon size={22}>
    <path d="M6.5 3.5h7.5l4 4v13h-11.5zM14 3.5v4h4M9.5 12.5h5M9.5 16h5" />
  </Icon>
);

export const PhoneIcon = () => (
  <Icon size={18}>
    <path d="M6 4h3l1.6 4.2-2 1.6a12 12 0 0 0 5.6 5.6l1.6-2L20 15v3.2A1.8 1.8 0 0 1 18 20 14.5 14.5 0 0 1 4 6a1.8 1.8 0 0 1 2-2z" />
  </Icon>
);

export const MailIcon = () => (
  <Icon size={18}>
    <path d="M3.5 6h17v12h-17zM4 6.5l8 6.5 8-6.5" />
  </Icon>
);
