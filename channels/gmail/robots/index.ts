export { isUnproven } from './authentication.ts';
export { type RobotEnvelope, robotSignals } from './signals.ts';
