extension Diagnostic {
  /// A virtual card's file that is foreign, corrupt or contradicts itself.
  public static let virtualCardInvalid = Diagnostic(
    "virtual-card.invalid", .error, exit: .dataError, http: 422,
    Bilingual(
      fr: "Ce fichier n’est pas une carte virtuelle utilisable : {detail}.",
      en: "This file is not a virtual card that can be used: {detail}."),
    hint: Bilingual(
      fr: "Refaites la carte avec « cpsauth virtual-card make ».",
      en: "Make the card again with “cpsauth virtual-card make”."))

  /// The ingredients of a virtual card do not make one.
  public static let virtualCardProfileInvalid = Diagnostic(
    "virtual-card.profile-invalid", .notice, exit: .dataError, http: 422,
    Bilingual(
      fr: "Une carte virtuelle ne peut pas être faite ainsi : {detail}.",
      en: "A virtual card cannot be made like this: {detail}."),
    hint: Bilingual(
      fr: "Il faut huit chiffres de série, un code de 4 chiffres, un PUK de 8, deux clés RSA de 2048 bits.",
      en: "It takes eight serial digits, a PIN of 4, a PUK of 8, and two RSA keys of 2048 bits."))

  /// No virtual reader listens at the address.
  public static let virtualReaderUnreachable = Diagnostic(
    "virtual-card.reader-unreachable", .notice, exit: .unavailable, http: 503,
    Bilingual(
      fr: "Aucun lecteur virtuel n’écoute à l’adresse {address}.",
      en: "No virtual reader listens at {address}."),
    hint: Bilingual(
      fr: "Démarrez pcscd avec le pilote vsmartcard-vpcd, ou corrigez --vpcd.",
      en: "Start pcscd with the vsmartcard-vpcd driver, or mend --vpcd."))

  static let virtualCardFamily: [Diagnostic] = [
    .virtualCardInvalid, .virtualCardProfileInvalid, .virtualReaderUnreachable,
  ]
}
