/// Addresses and networks that are kept out.
extension Diagnostic {
  /// The address of a request stands under a ban.
  public static let banned = Diagnostic(
    "bans.banned", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Cette adresse réseau est bannie.",
      en: "This network address is banned."),
    hint: Bilingual(
      fr: "Connectez-vous depuis un autre réseau avec votre carte, ou appelez le support du service.",
      en: "Log in from another network with your card, or call the support of the service."))

  /// What is to be banned is no address and no network.
  public static let banBlockInvalid = Diagnostic(
    "bans.block-invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Ce n’est ni une adresse ni un réseau : {detail}.",
      en: "This is neither an address nor a network: {detail}."),
    hint: Bilingual(
      fr: "Écrivez 192.0.2.7, 192.0.2.0/24 ou 2001:db8::/48, sans bit au-delà du préfixe.",
      en: "Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48, without bits beyond the prefix."))

  /// A network so wide holds many who did nothing.
  public static let banTooWide = Diagnostic(
    "bans.too-wide", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Le réseau {network} est trop large pour être banni sans le dire expressément.",
      en: "The network {network} is too wide to be banned without saying so."),
    hint: Bilingual(
      fr: "Prenez un préfixe plus long, ou confirmez par « wide ».",
      en: "Take a longer prefix, or confirm by “wide”."))

  /// A ban that could be misread is not taken.
  public static let banOrderInvalid = Diagnostic(
    "bans.order-invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Ce bannissement ne peut pas être compris : {detail}.",
      en: "This ban cannot be meant: {detail}."),
    hint: Bilingual(
      fr: "Donnez un réseau, une portée, une échéance d’un an au plus et un motif.",
      en: "Give a network, a scope, an expiry of at most a year, and a reason."))

  /// There is nothing to lift.
  public static let banUnknown = Diagnostic(
    "bans.unknown", .error, exit: .dataError, http: 404,
    Bilingual(
      fr: "Aucun bannissement ne porte sur {network}.",
      en: "No ban is about {network}."),
    hint: Bilingual(
      fr: "Donnez le réseau tel que la liste des bannissements l’écrit.",
      en: "Give the network as the list of bans writes it."))

  static let banFamily: [Diagnostic] = [
    .banned, .banBlockInvalid, .banTooWide, .banOrderInvalid, .banUnknown,
  ]
}
