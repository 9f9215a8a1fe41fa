/** The sayings of mail programs, in the languages in which guests of hotels have them. In lower case, without accents on Latin letters. */

/** "… wrote:", before the words of somebody else. */
export const wrote = [
  'wrote|writes|escribio|escribiu|escribia|ha escrit|va escriure|a ecrit|ecrit|schrieb|schreibt|geschrieben|ha scritto|scrive|scritto',
  'escreveu|schreef|geschreven|skrev|skrifadi|kirjoitti|napisal(?:a|\\(a\\))?|napisano|napisao|napisala|pisze|pise|napsal(?:a|\\(a\\))?',
  'irta|a scris|scris|написал(?:а|\\(а\\))?|написа|пишет|писал(?:а|\\(а\\))?|пише|написав|εγραψε|έγραψε|yazdi|sunu yazdi|idatzi du',
  'kirjutas|rakstija|rase|da viet|đa viet|menulis|写道|寫道|写了|寫了|書きました|のメール|のメッセージ|작성|님이 쓴 글|كتب|كتبت|כתב|כתבה|כתב/ה|เขียน',
].join('|');

/** How such a line begins: "On Sunday …", "El dom …", a weekday, a date. */
export const openings = [
  'on|el|em|le|il(?: giorno)?|in data|am|op|den|dne|dnia|w dniu|pe|in|на|в|στις|στη|no dia|a data de|vao|pada|tarihinde|kl|il giorno',
  'mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|jue|vie|sab|dom|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|gio|seg|ter|qua|qui|sex',
  'пн|вт|ср|чт|пт|сб|вс|нд|pon|wt|sr|czw|pt|sob|niedz|ma|ti|ke|to|pe|la|su',
].join('|');

/** Fields of the block that Outlook puts above what is quoted: who, when, to whom, about what. */
export const fields = {
  from: 'from|de|von|da|van|fra|fran|lahettaja|od|от|от кого|вiд|від|kimden|gonderen|από|απο|felado|de la|expediteur|remitente|mittente|absender|afzender|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|من|מאת|nadawca|remetente|saatja|nuo|igorlea|nork',
  when: 'sent|date|enviado|enviado el|fecha|data|envoye|date d.envoi|gesendet|datum|inviato|enviada(?: em)?|verzonden|skickat|sendt|dato|lahetetty|paiva|wyslano|data wyslania|odeslano|отправлено|дата|надiслано|надіслано|дата|gonderildi|tarih|gonderilme tarihi|στάλθηκε|ημερομηνία|elkuldve|datum|trimis|发送时间|日期|寄件日期|傳送時間|送信日時|日付|보낸 날짜|날짜|تاريخ|נשלח|enviat',
  to: 'to|para|a|per a|an|aan|til|till|vastaanottaja|do|komu|кому|до|kime|προς|cimzett|pentru|catre|pour|destinataire|destinatario|destinatari|收件人|宛先|받는 사람|إلى|אל|cc|cco|bcc|kopie|copie|copia|kopia|nork|nori',
  subject:
    'subject|asunto|assumpte|objet|sujet|betreff|oggetto|assunto|onderwerp|amne|emne|aihe|temat|predmet|тема|konu|θέμα|targy|subiect|主题|主旨|件名|제목|الموضوع|נושא|gaia',
};

/** `-----Original Message-----`: everything below is of others. */
export const original =
  'original message|original appointment|reply message|mensaje original|missatge original|mensaxe orixinal|message d.origine|message original|message initial|ursprungliche nachricht|urspr\\. nachricht|originalnachricht|original-nachricht|messaggio originale|messaggio originario|mensagem original|oorspronkelijk bericht|origineel bericht|ursprungligt meddelande|originalmeddelande|oprindelig (?:besked|meddelelse)|opprinnelig melding|alkuperainen viesti|oryginalna wiadomosc|wiadomosc oryginalna|puvodni zprava|povodna sprava|eredeti uzenet|mesaj original|mesajul original|исходное сообщение|оригинальное сообщение|первоначальное сообщение|оригінальне повідомлення|оригинално съобщение|orijinal ileti|orijinal mesaj|αρχικό μήνυμα|原始邮件|原始郵件|原邮件|元のメッセージ|원본 메시지|원본 메일|الرسالة الأصلية|הודעה מקורית';

/** What is passed on: what stands below is what the guest wants read. */
export const forwarded =
  'forwarded message|forwarded by|begin forwarded message|mensaje reenviado|inicio del mensaje reenviado|missatge reenviat|message (?:transfere|reexpedie)|debut du message (?:transfere|reexpedie)|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|messaggio inoltrato|inizio messaggio inoltrato|mensagem (?:re)?encaminhada|inicio da mensagem (?:re)?encaminhada|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat meddelande|videresendt (?:melding|besked|meddelelse)|valitetty viesti|przekazana wiadomosc|wiadomosc przekazana|пересылаемое сообщение|пересланное сообщение|переадресоване повідомлення|iletilen mesaj|yonlendirilen|προωθημένο μήνυμα|转发的邮件|转发邮件|轉寄郵件|転送メッセージ|전달된 메시지';

/** Subjects of what is passed on. */
export const forwardedSubject = /^\s*(?:fwd?|rv|reenv|tr|wg|i|enc|doorst|vs|vb|vl|pd|转发|轉寄|転送|전달)\s*[:：]/iu;

/** "Sent from my iPhone": what a telephone adds below, and virus scanners. */
export const sentFrom = [
  'sent from(?: my)? .{2,60}|sent (?:with|via|using) .{2,40}|get outlook for .{2,30}|(?:get|download) .{2,20} for (?:ios|android).{0,40}|sent on the go.{0,40}|my mobile.{0,30}',
  'enviado desde(?: mi)? .{2,60}|enviado con .{2,40}|enviado (?:por|via) (?:outlook|yahoo|samsung|gmail).{0,40}|obten(?:er|ga) outlook para .{2,30}|descarga(?:r)? outlook .{2,30}|enviat des .{2,60}',
  'envoye (?:de(?:puis)?|a partir de|avec)(?: mon| ma)? .{2,60}|(?:telecharger|obtenez|obtenir) outlook pour .{2,30}|provenance\\s?: .{2,40}',
  'von mein\\w+ .{2,40} (?:gesendet|geschickt)|gesendet (?:von|mit|uber) .{2,60}|diese nachricht wurde von mein\\w+ .{2,60}|outlook fur .{2,20} (?:beziehen|herunterladen)|holen sie sich outlook .{2,30}|von unterwegs gesendet',
  'inviat[oa] da(?:l|lla)?(?: mio| mia)? .{2,60}|(?:scarica|ottieni|ottenere) outlook per .{2,30}',
  'enviad[oa] (?:do meu|da minha|a partir do(?: meu)?|pelo|via) .{2,60}|(?:obter|obtenha|baixar|baixe) o? ?outlook .{2,30}',
  '(?:verzonden|verstuurd) (?:vanaf|van|met|via)(?: mijn)? .{2,60}|outlook voor .{2,20} (?:downloaden|ophalen)|download outlook voor .{2,20}',
  'skickat fran .{2,60}|sendt fra .{2,60}|(?:hamta|hent|fa) outlook (?:for|til) .{2,30}|lahetetty .{2,60}|hanki outlook .{2,30}',
  'wyslan[eoy] z(?: mojego)? .{2,60}|pobierz (?:program )?outlook.{2,40}|odeslano z .{2,60}|odoslane z .{2,60}|ziskej?te outlook .{2,40}|kuldve .{2,60}|trimis de pe .{2,60}|poslano z .{2,60}',
  'отправлено (?:с|из|от) .{2,60}|(?:скачать|получить) outlook .{2,30}|надіслано з .{2,60}|изпратено от .{2,60}|στάλθηκε από .{2,60}|.{2,40}(?:dan|den|imdan) gonderildi',
  '.{0,30}から送信(?:されました)?|发自我的.{1,30}|从我的.{1,30}发送|發自我的.{1,30}|從我的.{1,30}傳送|나의 .{1,30}에서 보냄|.{1,30}에서 보냄|أرسلت من .{2,40}|تم الإرسال من .{2,40}|נשלח מ.{2,40}|gui tu .{2,40}',
  'virus-?free\\.?.{0,40}|libre de virus\\.?.{0,40}|sin virus\\.?.{0,40}|garanti sans virus\\.?.{0,40}|virenfrei\\.?.{0,40}|privo di virus\\.?.{0,40}|livre de virus\\.?.{0,40}',
].join('|');

/** Where the small print of companies begins. */
export const smallPrint = [
  '(?:confidentiality|privacy|legal|disclaimer)(?: notice| statement| note)?\\s*[:.\\-–]|disclaimer$|this (?:e-?mail|message|communication)(?: and (?:any|its) attachments?)?.{0,60}(?:confidential|privileged|intended)|the information (?:contained )?in this (?:e-?mail|message|communication)|if you (?:are not|have received) th(?:e intended|is (?:e-?mail|message)).{0,40}|(?:please )?consider the environment|think before you print|before printing',
  'aviso (?:legal|de confidencialidad)|confidencialidad\\s*[:.]|este (?:mensaje|correo(?: electronico)?|e-?mail)(?: y sus (?:archivos )?adjuntos?)?.{0,80}(?:confidencial|dirigid|privilegiad|destinatari)|la informacion (?:contenida|incluida) en este|de conformidad con (?:lo|el|la)|en cumplimiento de|antes de imprimir|por favor,? piense|proteccion de datos\\s*[:.]|le informamos (?:de )?que sus datos',
  'ce (?:message|courriel|mail|courrier)(?: et (?:toutes )?(?:les|ses) pieces jointes)?.{0,80}(?:confidentiel|destin)|avis de confidentialite|avant d.imprimer|pensez a l.environnement',
  'diese (?:e-?mail|nachricht).{0,80}(?:vertraulich|bestimmt)|vertraulichkeits?hinweis|der inhalt dieser (?:e-?mail|nachricht)|bitte denken sie an die umwelt|haftungsausschluss',
  'questo messaggio.{0,80}(?:riservat|confidenzial|destinat)|le informazioni contenute|avviso di riservatezza|ai sensi del|prima di stampare|rispetta l.ambiente',
  'esta (?:mensagem|comunicacao).{0,80}(?:confidencia|destin)|este e-?mail.{0,80}confidencia|aviso de confidencialidade|as informacoes contidas|antes de imprimir|dit (?:bericht|e-?mailbericht).{0,80}(?:vertrouwelijk|bestemd)',
].join('|');

/** A polite end, behind which a name stands, and perhaps the card of a company. */
export const goodbye =
  '(?:(?:kind|best|warm|with|many|yours|kindest|warmest|with (?:kind|best))[ ,]*)*(?:regards|wishes|sincerely|faithfully|thanks|cheers)|sincerely yours|best|thank you(?: very much| so much| in advance)?|thanks(?: a lot| in advance)?|(?:un |muchos )?(?:cordial(?:es)? |afectuos[oa]s? |atentos? )?saludos?(?: cordial(?:es)?)?|atentamente|atte|(?:muchas )?gracias(?: de antemano| y un saludo| por todo)?|un abrazo|salutacions(?: cordials)?|atentament|(?:bien )?cordialement|(?:meilleures |sinceres )?salutations(?: distinguees)?|bien a vous|merci(?: d.avance| beaucoup)?|(?:mit )?(?:freundlichen?|besten|herzlichen?|viele[nr]?|liebe[nr]?|schone[nr]?) gru(?:ss|ß)en?|mfg|lg|vg|danke(?: im voraus)?|vielen dank|(?:cordiali|distinti) saluti|cordialmente|grazie(?: mille)?|(?:com os )?(?:melhores |atenciosos )?cumprimentos|atenciosamente|abracos|obrigad[oa]|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|mvg|(?:med )?(?:vanlig|vennlig|venlig) (?:halsning|hilsen)|mvh|hilsen|halsningar|terveisin|ystavallisin terveisin|pozdrawiam(?: serdecznie)?|z powazaniem|s pozdravem|с уважением|з повагою|saygilarimla|με εκτίμηση|pozdrav|udvozlettel';
