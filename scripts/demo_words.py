"""The words of the invented incident in Data/demo: people, what the attacker wrote, what customers wrote above it."""

COMPANY = "Palomberry"
DOMAIN = "palomberry.com"

FIRST = {
    "en": "Alice Amira Beth Callum Chloe Conor Daisy Dylan Eleanor Esme Fergus Freya Gareth Grace Hamish Harriet Imogen Isla "
          "Jack Jasmine Joel Keira Kieran Lewis Lucy Mabel Marcus Megan Nadia Niall Nina Oliver Orla Owen Patrick Phoebe Priya "
          "Rachel Rhys Rory Ruth Samuel Sian Sophie Stella Tamsin Theo Tom Victoria Wes Winnie Yusuf".split(),
    "es": "Adela Aitor Alba Amaia Andrés Beatriz Begoña Bruno Candela Carla Cayetana César Claudia Dolores Elvira Emilio Eneko "
          "Estrella Fátima Félix Gonzalo Graciela Héctor Inés Iván Jimena Joaquín Julia Lidia Lorena Lucía Manuel Marina Martín "
          "Mercè Miguel Nerea Noelia Nuria Óscar Pablo Pilar Raquel Rocío Rubén Salvador Silvia Teresa Tomás Úrsula Vega Xavier".split(),
    "hu": "Ádám Ágnes Ákos Anita Annamária Attila Balázs Barbara Bence Béla Csaba Csilla Dalma Dániel Dóra Edina Emese Endre "
          "Enikő Eszter Ferenc Flóra Gábor Gergő György Hajnalka Ildikó Imre Ilona Judit Kálmán Katalin Kinga Krisztina Laura "
          "Levente Lilla Márk Márton Nóra Orsolya Petra Réka Sándor Szabolcs Tamás Tímea Tünde Viktor Virág Zoltán Zsófia".split(),
}
LAST = {
    "en": "Abbott Ashworth Barlow Beckett Blythe Bowen Carver Chadwick Corrigan Dacre Dalby Ellery Fairley Fenwick Garside Goddard "
          "Halloran Hartley Hobbs Ingram Jessop Kendrick Langley Lomax Marlowe Mistry Morrow Napier Oakes Okafor Pemberton Penrose "
          "Quigley Radcliffe Redfern Rowntree Sadler Selwyn Sharma Stroud Tarrant Thackray Tindall Underhill Vickers Wainwright "
          "Whitlock Winslow Wragg Yardley".split(),
    "es": "Abascal Aguirre Alcaraz Arrieta Ballester Barrios Bermúdez Bustos Cabello Calleja Camps Cárdenas Cisneros Conde Cuesta "
          "Dueñas Echeverría Escribano Esteve Ferrándiz Fuster Galindo Garrido Goñi Hervás Ibarra Jurado Lamas Larrea Llorente "
          "Maestre Mansilla Mata Medrano Mellado Montero Navas Oliva Orozco Palacios Peralta Quesada Quiroga Rebollo Rincón Salgado "
          "Sandoval Tejero Urrutia Valera Zamora".split(),
    "hu": "Ambrus Antal Bakó Balogh Bán Barta Bíró Bodnár Bognár Boros Csányi Császár Cseh Deák Dobos Dudás Fehér Fodor Füleki "
          "Gál Gáspár Gulyás Halász Hegedűs Jónás Juhász Kardos Kelemen Keresztes Kozma Lantos Lengyel Lukács Major Mester Mészáros "
          "Németh Novák Orbán Pálfi Pásztor Péter Rácz Sipos Somogyi Szűcs Takács Tímár Vadász Vass Veres Vincze Zentai".split(),
}

# Mail domains of customers, all under the reserved .example, with who runs their mail.
MAILBOX_DOMAINS = {
    "en": ["mailhaven.example outlook", "inkpost.example google", "brightpost.example outlook", "postbarn.example postfix"],
    "es": ["correolibre.example google", "buzonazul.example outlook", "cartero.example postfix", "mensajero.example google"],
    "hu": ["kekposta.example postfix", "levelko.example outlook", "postagalamb.example google", "szelposta.example postfix"],
}
STUDIO_DOMAINS = {
    "en": [
        "millstreetyoga.example google", "fernhillphysio.example outlook", "oakleafpilates.example google",
        "brackendance.example postfix", "quaysidemusic.example google", "stillwaterosteo.example outlook",
        "redkitestudio.example google", "larkspurtherapy.example outlook", "tidewaysmassage.example postfix",
        "northgateclinic.example outlook", "copperbeechballet.example google", "wrenandco.example postfix",
    ],
    "es": [
        "estudiolirio.example google", "fisioribera.example outlook", "danzaolivar.example google",
        "escuelasonata.example postfix", "yogalaserena.example google", "clinicaelroble.example outlook",
        "pilatesdelmar.example postfix", "tallerdevoz.example google", "masajesalba.example outlook",
        "espaciocalma.example google", "centrobrisa.example outlook",
    ],
    "hu": [
        "papirszelet.example postfix", "jogaliget.example google", "mozgastér.example postfix", "hangvarazs.example google",
        "gerincmuhely.example outlook", "tancpalanta.example google", "dunaparti-masszazs.example postfix",
        "zongoralecke.example outlook", "egyensulystudio.example google", "levendulahaz.example outlook",
        "mandulafa-terapia.example postfix",
    ],
}
STUDIO_DOMAINS["hu"] = [d.replace("é", "e") for d in STUDIO_DOMAINS["hu"]]

PLANS = {"old-app": ["Solo", "Studio", "Studio Plus"], "app": ["Solo", "Studio", "Team"]}

# What the attacker wrote. {first}, {plan}, {invoice} and {url} are filled in; [[…]] is the button: its address is in the HTML alone.
LURES = {
    1: {
        "en": ("Your {plan} plan: renew at the old price by Friday", """Hello {first},

From 1 November the price of the {plan} plan goes up by a third. You have been with us since the early days, so you can keep the old price for another twelve months if you renew by Friday, 17 October.

[[Renew now]]

Payments are handled by our new partner, Florin Payments Ltd, so you will see a different name on your statement.

With thanks,
The Palomberry team"""),
        "es": ("Su plan {plan}: renueve al precio de siempre antes del viernes", """Hola, {first}:

A partir del 1 de noviembre el plan {plan} subirá un tercio. Como usted está con nosotros desde el principio, puede conservar el precio actual doce meses más si renueva antes del viernes 17 de octubre.

[[Renovar ahora]]

De los cobros se encarga nuestro nuevo socio, Florin Payments Ltd; por eso verá otro nombre en su extracto.

Gracias por su confianza.
El equipo de Palomberry"""),
        "hu": ("{plan} csomag: péntekig még a régi áron hosszabbíthat", """Kedves {first}!

November 1-jétől a {plan} csomag ára egyharmadával emelkedik. Ön a kezdetektől velünk van, ezért további tizenkét hónapig megtarthatja a régi árat, ha október 17-ig, péntekig meghosszabbítja az előfizetését.

[[Meghosszabbítom]]

A befizetéseket új partnerünk, a Florin Payments Ltd. kezeli, ezért a bankszámlakivonatán más nevet fog látni.

Köszönettel:
a Palomberry csapata"""),
    },
    2: {
        "en": ("Invoice {invoice} is overdue: our bank details have changed", """Hello {first},

Invoice {invoice} for your {plan} plan has not been paid yet. Our bank details have changed, so please do not use the old account. You can pay by card, or look up the new account, here:

{url}

If the payment has not reached us by Thursday, we will have to pause the bookings in your calendar.

Palomberry Billing"""),
        "es": ("La factura {invoice} está vencida: nuevos datos bancarios", """Hola, {first}:

No nos consta el pago de la factura {invoice} de su plan {plan}. Nuestros datos bancarios han cambiado, así que le rogamos que no utilice la cuenta anterior. Aquí puede pagar con tarjeta o consultar la cuenta nueva:

{url}

Si no recibimos el importe antes del jueves, tendremos que dejar en pausa las reservas de su calendario.

Palomberry Facturación"""),
        "hu": ("Lejárt határidejű számla ({invoice}), új bankszámlaszám", """Kedves {first}!

A {plan} csomagról kiállított {invoice} számú számla még nincs kifizetve. Megváltozott a bankszámlaszámunk, ezért kérjük, a régire már ne utaljon. Itt fizethet bankkártyával, és itt találja az új számlaszámot is:

{url}

Ha az összeg csütörtökig nem érkezik meg, kénytelenek leszünk felfüggeszteni a naptárában lévő foglalásokat.

Palomberry Számlázás"""),
    },
}
FROM_NAMES = {1: {"en": "Palomberry", "es": "Palomberry", "hu": "Palomberry"},
              2: {"en": "Palomberry Billing", "es": "Palomberry Facturación", "hu": "Palomberry Számlázás"}}

# The company's own mail.
OWN = {
    "receipt": ("Receipt for your {plan} plan, October 2014", """Hello {first},

Thank you, we have received your payment of £19.00 for the {plan} plan. You will find this and earlier receipts under Settings, Billing:

https://app.palomberry.com/settings/billing

Palomberry"""),
    "maintenance": ("Karbantartás október 19-én, vasárnap hajnalban", """Kedves {first}!

Október 19-én, vasárnap hajnali 2 és 4 óra között karbantartást végzünk. A foglalási oldala ez idő alatt is működik, de új időpontot csak 4 óra után lehet felvenni.

Részletek: https://www.palomberry.com/hu/allapot

A Palomberry csapata"""),
    "spoof": ("Actualice los datos de su tarjeta", """Hola:

El último cargo en su tarjeta ha sido rechazado. Actualice los datos en las próximas 24 horas para no perder el acceso a sus reservas:

http://cobros-seguros.example/tarjeta/4471

Palomberry"""),
    "spam": ("Your parcel could not be delivered", """Dear customer,

Parcel GX-5520-81 is waiting at our depot. A small fee of 1.95 is due before we can try again:

http://parcel-desk.example/fee/552081

Northline Couriers"""),
}

OUTLOOK_BAR = "________________________________"
LABELS = {  # From, Date, To, Subject as the client of that language writes them
    "gmail": {"en": ("From", "Date", "To", "Subject"), "es": ("De", "Date", "To", "Subject"), "hu": ("Feladó", "Date", "To", "Subject")},
    "apple": {"en": ("From", "Date", "To", "Subject"), "es": ("De", "Fecha", "Para", "Asunto"), "hu": ("Feladó", "Dátum", "Címzett", "Tárgy")},
    "outlook": {"en": ("From", "Sent", "To", "Subject"), "es": ("De", "Enviado", "Para", "Asunto"), "hu": ("Feladó", "Elküldve", "Címzett", "Tárgy")},
    "thunderbird": {"en": ("From", "Date", "To", "Subject"), "es": ("De", "Fecha", "Para", "Asunto"), "hu": ("Feladó", "Dátum", "Címzett", "Tárgy")},
}
APPLE_BEGIN = {"en": "Begin forwarded message:", "es": "Inicio del mensaje reenviado:", "hu": "Továbbított levél kezdete:"}
THUNDERBIRD_BEGIN = {"en": "-------- Forwarded Message --------", "es": "-------- Mensaje reenviado --------", "hu": "-------- Továbbított üzenet --------"}
PREFIX = {("outlook", "en"): "FW", ("outlook", "es"): "RV", ("outlook", "hu"): "FW"}
