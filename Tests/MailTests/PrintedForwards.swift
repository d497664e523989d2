/// Forwards as the programs print them, one or more a program and language.
extension PrintedForward {
  static let all = gmails + apples + thunderbirds + newOutlooks + yahoos + hubspots + outlooksForMac + others

  static let gmails: [PrintedForward] = [
    gmail("cs", "Od", "út 11. 11. 2014 v 14:04 odesílatel", "2014-11-11T14:04:00Z"),
    gmail("da", "Fra", "tirs. 11. nov. 2014 kl. 14.04", "2014-11-11T14:04:00Z"),
    gmail("de", "Von", "Di., 11. Nov. 2014 um 14:04 Uhr", "2014-11-11T14:04:00Z"),
    gmail("en", "From", "Tue, Nov 11, 2014 at 2:04 PM", "2014-11-11T14:04:00Z"),
    gmail("en-gb", "From", "Tue, 11 Nov 2014 at 14:04", "2014-11-11T14:04:00Z"),
    gmail("es", "De", "mar, 11 nov 2014 a las 14:04", "2014-11-11T14:04:00Z"),
    gmail("et", "Saatja", "T, 11. november 2014 kell 14:04", "2014-11-11T14:04:00Z"),
    gmail("fi", "Lähettäjä", "ti 11. marrask. 2014 klo 14.04", "2014-11-11T14:04:00Z"),
    gmail("fr", "De", "mar. 11 nov. 2014 à 14:04", "2014-11-11T14:04:00Z"),
    gmail("hr", "Šalje", "uto, 11. stu 2014. u 14:04", "2014-11-11T14:04:00Z"),
    gmail("hu", "Feladó", "2014. nov. 11., K, 14:04", "2014-11-11T14:04:00Z"),
    gmail("it", "Da", "mar 11 nov 2014 alle ore 14:04", "2014-11-11T14:04:00Z"),
    gmail("nl", "Van", "di 11 nov 2014 om 14:04", "2014-11-11T14:04:00Z"),
    gmail("no", "Fra", "tir. 11. nov. 2014 kl. 14:04", "2014-11-11T14:04:00Z"),
    gmail("pl", "Od", "wt., 11 lis 2014 o 14:04", "2014-11-11T14:04:00Z"),
    gmail("pt", "De", "terça, 11/11/2014, 14:04", "2014-11-11T14:04:00Z"),
    gmail("pt-br", "De", "ter., 11 de nov. de 2014 às 14:04", "2014-11-11T14:04:00Z"),
    gmail("ro", "De la", "mar., 11 nov. 2014 la 14:04", "2014-11-11T14:04:00Z"),
    gmail("ru", "От", "вт, 11 нояб. 2014 г. в 14:04", "2014-11-11T14:04:00Z"),
    gmail("sk", "Od", "ut 11. 11. 2014 o 14:04", "2014-11-11T14:04:00Z"),
    gmail("sv", "Från", "tis 11 nov. 2014 kl 14:04", "2014-11-11T14:04:00Z"),
    gmail("tr", "Gönderen", "11 Kas 2014 Sal, 14:04", "2014-11-11T14:04:00Z"),
    gmail("uk", "Від", "вт, 11 лист. 2014 р. о 14:04", "2014-11-11T14:04:00Z"),
  ]

  static let apples: [PrintedForward] = [
    apple(
      "cs", "Začátek přeposílané zprávy:", ["Od", "Datum", "Předmět", "Komu", "Kopie"],
      "11. listopadu 2014 14:04:08 GMT+3", "2014-11-11T11:04:08Z"),
    apple(
      "da", "Start på videresendt besked:", ["Fra", "Dato", "Emne", "Til", "Cc"], "11. november 2014 kl. 14.04.08 EEST",
      "2014-11-11T11:04:08Z"),
    apple(
      "de", "Anfang der weitergeleiteten Nachricht:", ["Von", "Datum", "Betreff", "An", "Kopie"],
      "11. November 2014 um 14:04:08 MEZ", "2014-11-11T13:04:08Z"),
    apple(
      "en", "Begin forwarded message:", ["From", "Date", "Subject", "To", "Cc"], "November 11, 2014 at 2:04:08 PM GMT",
      "2014-11-11T14:04:08Z"),
    apple(
      "es", "Inicio del mensaje reenviado:", ["De", "Fecha", "Asunto", "Para", "Cc"],
      "11 de noviembre de 2014, 14:04:08 CET", "2014-11-11T13:04:08Z"),
    apple(
      "fi", "Välitetty viesti alkaa:", ["Lähettäjä", "Päivämäärä", "Aihe", "Vastaanottaja", "Kopio"],
      "11. marraskuuta 2014 klo 14.04.08 UTC+3", "2014-11-11T11:04:08Z"),
    apple(
      "fr", "Début du message réexpédié :", ["De", "Date", "Objet", "À", "Cc"], "11 novembre 2014 à 14:04:08 UTC+1",
      "2014-11-11T13:04:08Z"),
    apple(
      "fr", "Début du message transféré :", ["De", "Date", "Objet", "À", "Cc"], "11 novembre 2014 à 14:04:08 UTC+1",
      "2014-11-11T13:04:08Z"),
    apple(
      "hr", "Započni proslijeđenu poruku:", ["Šalje", "Datum", "Predmet", "Prima", "Cc"],
      "11. studenoga 2014. u 14:04:08 EET", "2014-11-11T12:04:08Z"),
    apple(
      "hu", "Továbbított levél kezdete:", ["Feladó", "Dátum", "Tárgy", "Címzett", "Másolat"],
      "2014. november 11. 14:04:08 CET", "2014-11-11T13:04:08Z"),
    apple(
      "it", "Inizio messaggio inoltrato:", ["Da", "Data", "Oggetto", "A", "Cc"], "11 novembre 2014 14:04:08 CET",
      "2014-11-11T13:04:08Z"),
    apple(
      "nl", "Begin doorgestuurd bericht:", ["Van", "Datum", "Onderwerp", "Aan", "Kopie"],
      "11 november 2014 om 14:04:08 CET", "2014-11-11T13:04:08Z"),
    apple(
      "no", "Videresendt melding:", ["Fra", "Dato", "Emne", "Til", "Kopi"], "11. november 2014 kl. 14:04:08 CET",
      "2014-11-11T13:04:08Z"),
    apple(
      "pl", "Początek przekazywanej wiadomości:", ["Od", "Data", "Temat", "Do", "Dw"],
      "11 listopada 2014 o 14:04:08 CET", "2014-11-11T13:04:08Z"),
    apple(
      "pt", "Início da mensagem reencaminhada:", ["De", "Data", "Assunto", "Para", "Cc"],
      "11 de novembro de 2014, 14:04:08 WET", "2014-11-11T14:04:08Z"),
    apple(
      "pt-br", "Início da mensagem encaminhada:", ["De", "Data", "Assunto", "Para", "Cc"],
      "11 de novembro de 2014 14:04:08 BRT", "2014-11-11T17:04:08Z"),
    apple(
      "ro", "Începe mesajul redirecționat:", ["Expeditorul", "Dată", "Subiectul", "Destinatarul", "Cc"],
      "11 noiembrie 2014, 14:04:08 EET", "2014-11-11T12:04:08Z"),
    apple(
      "ru", "Начало переадресованного сообщения:", ["Отправитель", "Дата", "Тема", "Кому", "Копия"],
      "11 ноября 2014 г. в 14:04:08 GMT+3", "2014-11-11T11:04:08Z"),
    apple(
      "sk", "Začiatok preposlanej správy:", ["Od", "Dátum", "Predmet", "Pre", "Cc"],
      "11. novembra 2014, 14:04:08 GMT+1", "2014-11-11T13:04:08Z"),
    apple(
      "sv", "Vidarebefordrat mejl:", ["Från", "Datum", "Ämne", "Till", "Kopia"], "11 november 2014 14:04:08 CET",
      "2014-11-11T13:04:08Z"),
    apple(
      "tr", "İleti başlangıcı:", ["Kimden", "Tarih", "Konu", "Kime", "Bilgi"], "11 Kasım 2014 14:04:08 GMT+3",
      "2014-11-11T11:04:08Z"),
    apple(
      "uk", "Початок листа, що пересилається:", ["Від кого", "Дата", "Тема", "Кому", "Копія"],
      "11 листопада 2014 р. о 14:04:08 GMT+2", "2014-11-11T12:04:08Z"),
    apple(
      "en", "Begin forwarded message:", ["From", "Date", "Subject", "To", "Cc"], "11 November 2014 at 14:04:08 CET",
      "2014-11-11T13:04:08Z", quoted: false),
  ]

  static let thunderbirds: [PrintedForward] = [
    thunderbird("cs", "-------- Přeposlaná zpráva --------", ["Od", "Datum", "Předmět", "Komu", "Kopie"]),
    thunderbird("da", "-------- Videresendt meddelelse --------", ["From", "Date", "Subject", "To", "CC"]),
    thunderbird("de", "-------- Weitergeleitete Nachricht --------", ["Von", "Datum", "Betreff", "An", "Kopie (CC)"]),
    thunderbird("en", "-------- Forwarded Message --------", ["From", "Date", "Subject", "To", "CC"]),
    thunderbird("es", "-------- Mensaje reenviado --------", ["De", "Fecha", "Asunto", "Para", "CC"]),
    thunderbird(
      "fi", "-------- Välitetty viesti / Fwd.Msg --------", ["Lähettäjä", "Päiväys", "Aihe", "Vastaanottaja", "CC"]),
    thunderbird("fr", "-------- Message transféré --------", ["De", "Date", "Sujet", "Pour", "Copie à"], colon: " :"),
    thunderbird("hr", "-------- Proslijeđena poruka --------", ["Šalje", "Datum", "Naslov", "Prima", "CC"]),
    thunderbird("hu", "-------- Továbbított üzenet --------", ["Feladó", "Dátum", "Tárgy", "Címzett", "CC"]),
    thunderbird("it", "-------- Messaggio Inoltrato --------", ["Mittente", "Data", "Oggetto", "A", "CC"]),
    thunderbird("nl", "-------- Doorgestuurd bericht --------", ["Van", "Datum", "Onderwerp", "Aan", "CC"]),
    thunderbird("no", "-------- Videresendt melding --------", ["Fra", "Dato", "Emne", "Til", "CC"]),
    thunderbird("pl", "--- Treść przekazanej wiadomości ---", ["Nadawca", "Data", "Temat", "Adresat", "Kopia"]),
    thunderbird("pt", "-------- Mensagem reencaminhada --------", ["De", "Data", "Assunto", "Para", "CC"]),
    thunderbird("pt-br", "-------- Mensagem encaminhada --------", ["De", "Data", "Assunto", "Para", "CC"]),
    thunderbird("ro", "-------- Mesaj redirecționat --------", ["de la", "Dată", "Subiect", "Către", "CC"]),
    thunderbird("ru", "-------- Перенаправленное сообщение --------", ["От", "Дата", "Тема", "Кому", "Копия"]),
    thunderbird(
      "sk", "-------- Preposlaná správa --- Forwarded Message --------", ["Od", "Dátum", "Predmet", "Pre", "Kópia"]),
    thunderbird("sv", "-------- Vidarebefordrat meddelande --------", ["Från", "Datum", "Ämne", "Till", "Kopia"]),
    thunderbird("tr", "-------- İletilen İleti --------", ["Kimden", "Tarih", "Konu", "Kime", "CC"]),
    thunderbird("uk", "-------- Переслане повідомлення --------", ["Від", "Дата", "Тема", "Кому", "CC"]),
  ]

  static let newOutlooks: [PrintedForward] = [
    newOutlook("cs", "FW:", ["Od", "Datum", "Předmět", "Komu", "Kopie"], "úterý, 11. listopadu 2014 14:04"),
    newOutlook("da", "VS:", ["Fra", "Dato", "Emne", "Til", "Cc"], "tirsdag, 11. november 2014 kl. 14.04"),
    newOutlook("de", "WG:", ["Von", "Datum", "Betreff", "An", "Cc"], "Dienstag, 11. November 2014 um 14:04"),
    newOutlook("de (sent)", "WG:", ["Von", "Gesendet", "Betreff", "An", "Cc"], "Dienstag, 11. November 2014 14:04"),
    newOutlook("en", "FW:", ["From", "Date", "Subject", "To", "Cc"], "Tuesday, 11 November 2014 at 14:04"),
    newOutlook("en (us)", "FW:", ["From", "Date", "Subject", "To", "Cc"], "Tuesday, November 11, 2014 at 2:04 PM"),
    newOutlook("es", "RV:", ["De", "Fecha", "Asunto", "Para", "CC"], "martes, 11 de noviembre de 2014, 14:04"),
    newOutlook(
      "fi", "VL:", ["Lähettäjä", "Päivämäärä", "Aihe", "Vastaanottaja", "Kopio"],
      "tiistaina, 11. marraskuuta 2014 klo 14.04"),
    newOutlook(
      "hu", "FW:", ["Feladó", "Dátum", "Tárgy", "Címzett", "Másolatot kap"], "kedd, 2014. november 11. 14:04"),
    newOutlook("it", "I:", ["Da", "Data", "Oggetto", "A", "Cc"], "martedì, 11 novembre 2014 14:04"),
    newOutlook("nl", "FW:", ["Van", "Datum", "Onderwerp", "Aan", "CC"], "dinsdag, 11 november 2014 om 14:04"),
    newOutlook("no", "Videresend:", ["Fra", "Dato", "Emne", "Til", "Kopi"], "tirsdag, 11. november 2014 kl. 14:04"),
    newOutlook("pl", "PD:", ["Od", "Data", "Temat", "Do", "DW"], "wtorek, 11 listopada 2014 o 14:04"),
    newOutlook("pt", "FW:", ["De", "Data", "Assunto", "Para", "CC"], "terça-feira, 11 de novembro de 2014 14:04"),
    newOutlook("pt-br", "ENC:", ["De", "Data", "Assunto", "Para", "Cc"], "terça-feira, 11 de novembro de 2014, 14:04"),
    newOutlook("ru", "FW:", ["От", "Дата", "Тема", "Кому", "Копия"], "вторник, 11 ноября 2014 г. в 14:04"),
    newOutlook("sk", "FW:", ["Od", "Dátum", "Predmet", "Komu", "Kópia"], "utorok, 11. novembra 2014, 14:04"),
    newOutlook("sv", "VB:", ["Från", "Datum", "Ämne", "Till", "Kopia"], "tisdag, 11 november 2014 14:04"),
    newOutlook("tr", "İLT:", ["Kimden", "Tarih", "Konu", "Kime", "Bilgi"], "Salı, 11 Kasım 2014 14:04"),
    newOutlook("fr", "TR:", ["De", "Date", "Objet", "À", "Cc"], "mardi, 11 novembre 2014 à 14:04", colon: " :"),
  ]

  static let yahoos: [PrintedForward] = [
    yahoo(
      "cs", "Přeposlaná zpráva", ["Od", "Datum", "Předmět", "Komu", "Kopie"], "úterý 11. listopadu 2014 09:26:50 SEČ",
      "2014-11-11T08:26:50Z"),
    yahoo(
      "da", "Videresendt meddelelse", ["Fra", "Sendt", "Emne", "Til", "Cc"],
      "tirsdag den 11. november 2014 09.26.50 CET", "2014-11-11T08:26:50Z"),
    yahoo(
      "de", "Weitergeleitete Nachricht", ["Von", "Gesendet", "Betreff", "An", "CC"],
      "Dienstag, 11. November 2014, 09:26:50 MEZ", "2014-11-11T08:26:50Z"),
    yahoo(
      "en", "Forwarded Message", ["From", "Sent", "Subject", "To", "Cc"],
      "Tuesday, November 11, 2014, 09:26:50 AM GMT+1", "2014-11-11T08:26:50Z"),
    yahoo(
      "es", "Mensaje reenviado", ["De", "Enviado", "Asunto", "Para", "CC"],
      "martes, 11 de noviembre de 2014 09:26:50 CET", "2014-11-11T08:26:50Z"),
    yahoo(
      "fi", "Edelleenlähetetty viesti", ["Lähettäjä", "Lähetetty", "Aihe", "Vastaanottaja", "Kopio"],
      "tiistaina 11. marraskuuta 2014 klo 09.26.50 UTC+1", "2014-11-11T08:26:50Z"),
    yahoo(
      "hu", "Továbbított üzenet", ["Feladó", "Elküldve", "Tárgy", "Címzett", "Másolat"],
      "2014. november 11., kedd 09:26:50 CET", "2014-11-11T08:26:50Z"),
    yahoo(
      "it", "Messaggio inoltrato", ["Da", "Inviato", "Oggetto", "A", "Cc"], "martedì 11 novembre 2014 09:26:50 CET",
      "2014-11-11T08:26:50Z"),
    yahoo(
      "nl", "Doorgestuurd bericht", ["Van", "Verzonden", "Onderwerp", "Aan", "Cc"],
      "dinsdag 11 november 2014 09:26:50 CET", "2014-11-11T08:26:50Z"),
    yahoo(
      "no", "Videresendt melding", ["Fra", "Sendt", "Emne", "Til", "Kopi"], "tirsdag 11. november 2014 09:26:50 CET",
      "2014-11-11T08:26:50Z"),
    yahoo(
      "pl", "Przekazana wiadomość", ["Od", "Wysłano", "Temat", "Do", "Dw"], "wtorek, 11 listopada 2014, 09:26:50 CET",
      "2014-11-11T08:26:50Z"),
    yahoo(
      "pt", "Mensagem reencaminhada", ["De", "Enviado", "Assunto", "Para", "Cc"],
      "terça-feira, 11 de novembro de 2014, 09:26:50 WET", "2014-11-11T09:26:50Z"),
    yahoo(
      "pt-br", "Mensagem encaminhada", ["De", "Enviado", "Assunto", "Para", "Cc"],
      "terça-feira, 11 de novembro de 2014 09:26:50 GMT+1", "2014-11-11T08:26:50Z"),
    yahoo(
      "ro", "Mesaj redirecționat", ["De la", "Trimis", "Subiect", "Către", "Cc"],
      "marți, 11 noiembrie 2014, 09:26:50 CET", "2014-11-11T08:26:50Z"),
    yahoo(
      "ru", "Пересылаемое сообщение", ["От", "Отправлено", "Тема", "Кому", "Копия"],
      "вторник, 11 ноября 2014 г., 09:26:50 GMT+1", "2014-11-11T08:26:50Z"),
    yahoo(
      "sk", "Preposlaná správa", ["Od", "Odoslané", "Predmet", "Komu", "Kópia"],
      "utorok 11. novembra 2014, 09:26:50 SEČ", "2014-11-11T08:26:50Z"),
    yahoo(
      "sv", "Vidarebefordrat meddelande", ["Från", "Skickat", "Ämne", "Till", "Kopia"],
      "tisdag 11 november 2014 09:26:50 CET", "2014-11-11T08:26:50Z"),
    yahoo(
      "tr", "İletilmiş Mesaj", ["Kimden", "Gönderilen", "Konu", "Kime", "Cc"], "11 Kasım 2014 Salı 09:26:50 GMT+1",
      "2014-11-11T08:26:50Z"),
    yahoo(
      "uk", "Перенаправлене повідомлення", ["Від", "Відправлено", "Тема", "Кому", "Копія"],
      "вівторок, 11 листопада 2014 р., 09:26:50 GMT+1", "2014-11-11T08:26:50Z"),
    yahoo(
      "fr", "Message transmis", ["De", "Envoyé", "Objet", "À", "Cc"], "mardi 11 novembre 2014, 09:26:50 UTC+1",
      "2014-11-11T08:26:50Z", colon: " :"),
  ]

  static let hubspots: [PrintedForward] = [
    hubspot(
      "de", "Weitergeleitete Nachricht", ["Von", "Datum", "Betreff", "An", "Cc"],
      "Dienstag, 11. November 2014 17:55:44 -0400", colon: ": "),
    hubspot(
      "en", "Forwarded message", ["From", "Date", "Subject", "To", "Cc"],
      "Tuesday, November 11, 2014, 5:55:44 PM -0400", colon: ": "),
    hubspot(
      "es", "Mensaje reenviado", ["De", "Fecha", "Asunto", "A", "Cc"], "martes, 11 de noviembre de 2014 17:55:44 -0400",
      colon: ": "),
    hubspot(
      "fi", "Edelleenlähetetty viesti", ["Lähettäjä", "Päivämäärä", "Aihe", "Vastaanottaja", "Kopio"],
      "tiistaina 11. marraskuuta 2014 klo 17.55.44 -0400", colon: ": "),
    hubspot(
      "fr", "Message transféré", ["De", "Date", "Objet", "À", "Cc"], "mardi 11 novembre 2014 à 17:55:44 -0400",
      colon: " : "),
    hubspot(
      "it", "Messaggio inoltrato", ["Da", "Data", "Oggetto", "A", "Cc"], "martedì 11 novembre 2014 17:55:44 -0400",
      colon: ": "),
    hubspot("ja", "メッセージを転送", ["送信元", "日付", "件名", "送信先", "CC"], "2014年11月11日火曜日 17:55:44 -0400", colon: "："),
    hubspot(
      "nl", "Doorgestuurd bericht", ["Van", "Datum", "Onderwerp", "Aan", "Cc"],
      "dinsdag 11 november 2014 17:55:44 -0400", colon: ": "),
    hubspot(
      "pl", "Wiadomość przesłana dalej", ["Od", "Data", "Temat", "Do", "DW"],
      "wtorek, 11 listopada 2014, 17:55:44 -0400", colon: ": "),
    hubspot(
      "pt-br", "Mensagem encaminhada", ["De", "Data", "Assunto", "Para", "Cc"],
      "terça-feira, 11 de novembro de 2014 17:55:44 -0400", colon: ": "),
    hubspot(
      "sv", "Vidarebefordrat meddelande", ["Från", "Datum", "Ämne", "Till", "Kopia"],
      "tisdag 11 november 2014 17:55:44 -0400", colon: ": "),
  ]

  static let outlooksForMac: [PrintedForward] = [
    outlookMac("cs", "Dne 28/11/2014 12:46, Harbor Ledger <billing@harbor-1edger.example> napsal(a):"),
    outlookMac("da", "D. 28/11/2014 12.46 skrev \"Harbor Ledger\" <billing@harbor-1edger.example>:"),
    outlookMac("de", "Am 28/11/2014, 12:46 schrieb \"Harbor Ledger\" <billing@harbor-1edger.example>:"),
    outlookMac("en", "On 28/11/2014 12:46, \"Harbor Ledger\" <billing@harbor-1edger.example> wrote:"),
    outlookMac("en (no quotes)", "On 28/11/2014 12:46, Harbor Ledger <billing@harbor-1edger.example> wrote:"),
    outlookMac("es", "El 28/11/2014 12:46, \"Harbor Ledger\" <billing@harbor-1edger.example> escribió:"),
    outlookMac("fi", "Harbor Ledger <billing@harbor-1edger.example> kirjoitti 28/11/2014 12.46:"),
    outlookMac("fr", "Le 28/11/2014 12:46, « Harbor Ledger » <billing@harbor-1edger.example> a écrit :"),
    outlookMac("hu", "28/11/2014 12:46 időpontban Harbor Ledger (billing@harbor-1edger.example) ezt írta:"),
    outlookMac("it", "Il giorno 28/11/2014, 12:46 \"Harbor Ledger\" <billing@harbor-1edger.example> ha scritto:"),
    outlookMac("nl", "Op 28/11/2014 12:46 heeft Harbor Ledger <billing@harbor-1edger.example> geschreven:"),
    outlookMac("no", "Harbor Ledger <billing@harbor-1edger.example> skrev følgende den 28/11/2014, 12:46:"),
    outlookMac("pl", "Dnia 28/11/2014, 12:46 użytkownik „Harbor Ledger” <billing@harbor-1edger.example> napisał:"),
    outlookMac("pt", "Em 28/11/14, 12:46, \"Harbor Ledger\" <billing@harbor-1edger.example> escreveu:"),
    outlookMac("ru", "28/11/2014, 12:46 пользователь \"Harbor Ledger\" <billing@harbor-1edger.example> написал:"),
    outlookMac("sk", "28/11/2014 12:46 používateľ Harbor Ledger (<billing@harbor-1edger.example>) napísal:"),
    outlookMac("sv", "Den 28/11/2014 12:46 skrev \"Harbor Ledger\" <billing@harbor-1edger.example> följande:"),
    outlookMac("tr", "\"Harbor Ledger\" <billing@harbor-1edger.example>, 28/11/2014 12:46 tarihinde şunu yazdı:"),
  ]

  static func hubspot(_ language: String, _ banner: String, _ labels: [String], _ date: String, colon: String)
    -> PrintedForward
  {
    PrintedForward(
      client: "HubSpot", language: language, subject: "Fwd: Last notice",
      text: """
        ---------- \(banner) ---------
        \(labels[0])\(colon)\(from)
        \(labels[1])\(colon)\(date)
        \(labels[2])\(colon)Last notice
        \(labels[3])\(colon)jane@client.example
        \(labels[4])\(colon)\(ccs)

        \(body)

        """, date: "2014-11-11T21:55:44Z")
  }

  static let others: [PrintedForward] = [
    PrintedForward(
      client: "Outlook on the web", language: "en", subject: "WG: Last notice",
      text: """
        ________________________________
        From: \(from)
        Sent: Tuesday, November 11, 2014 2:04 PM
        To: jane@client.example <jane@client.example>
        Cc: Ann Poe <ann@client.example>; Ned <ned@client.example>
        Subject: Last notice

        \(body)
        """, date: "2014-11-11T14:04:00Z"),
    PrintedForward(
      client: "Outlook classic", language: "en", subject: "FW: Last notice",
      text: """
        -----Original Message-----
        From: Harbor Ledger [mailto:billing@harbor-1edger.example]
        Sent: 11 November 2014 14:04
        To: jane@client.example
        Cc: Ann Poe [mailto:ann@client.example], Ned [mailto:ned@client.example]
        Subject: Last notice


        \(body)
        """, date: "2014-11-11T14:04:00Z"),
    PrintedForward(
      client: "Outlook classic, bold", language: "en", subject: "FW: Last notice",
      text: """
        *From:* Harbor Ledger <billing@harbor-1edger.example>
        *Sent:* Tuesday, November 11, 2014 2:04 PM
        *To:* jane@client.example
        *Cc:* Ann Poe <ann@client.example>; Ned <ned@client.example>
        *Subject:* Last notice

        \(body)
        """, date: "2014-11-11T14:04:00Z"),
    PrintedForward(
      client: "IONOS", language: "en", subject: "Fwd: Last notice",
      text: """
        > ---------- Original Message ----------
        > From: \(from)
        > To: "jane@client.example" <jane@client.example>
        > Cc: \(ccs)
        > Date: 11/11/2014 2:04 PM EST
        > Subject: Last notice
        >\u{20}\u{20}
        \(body.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n"))
        """, date: "2014-11-11T19:04:00Z"),
    PrintedForward(
      client: "MailMate", language: "en", subject: "Fwd: Last notice",
      text: """
        Forwarded message:

        > From: \(from)
        > To: jane@client.example
        > Cc: \(ccs)
        > Subject: Last notice
        > Date: Tue, 11 Nov 2014 14:04:00 +0000
        >
        \(body.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n"))
        """, date: "2014-11-11T14:04:00Z"),
    PrintedForward(
      client: "Missive", language: "en", subject: "Fwd: Last notice",
      text: """
        ---------- Forwarded message ----------
        From: Harbor Ledger <billing@harbor-1edger.example<mailto:billing@harbor-1edger.example>>
        Date: November 11, 2014 at 2:04 PM
        To: <jane@client.example<mailto:jane@client.example>>
        Cc: Ann Poe <ann@client.example<mailto:ann@client.example>>, Ned <ned@client.example<mailto:ned@client.example>>
        Subject: Last notice

        \(body.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n"))
        >
        """, date: "2014-11-11T14:04:00Z"),
    PrintedForward(
      client: "Proton", language: "en", subject: "Fw: Last notice",
      text: """
        ------- Forwarded Message -------
        From: \(from)
        Date: On Tuesday, 11 November 2014 at 14:04
        Subject: Last notice
        To: jane@client.example <jane@client.example>
        CC: \(ccs)


        \(body.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n"))
        """, date: "2014-11-11T14:04:00Z"),
  ]
}
