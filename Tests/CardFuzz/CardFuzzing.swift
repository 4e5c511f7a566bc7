internal import CPSCard
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import SmartCard

/// Whole cards that are read as a login or `card show` reads them.
enum CardFuzzing {
  enum Reader {
    case login
    case inspection
  }

  static func violation(by input: [UInt8], reading reader: Reader) -> String? {
    let card = FileCard(input)
    let budget =
      switch reader {
      case .login: CardLogin.preparationBudget
      case .inspection: CardInspection.contentsBudget
      }
    var channel = CardChannel(over: card, budget: budget)
    switch reader {
    case .login:
      let prepared = try? CardLogin.prepare(
        over: &channel, cached: MemoryCardPublicDataCache(), environment: .synthetic)
      if let prepared, prepared.publicData.authenticationCertificate.count > input.count {
        return "a certificate longer than the card"
      }
    case .inspection:
      _ = try? CardInspection.contents(over: &channel)
      if let violation = violation(inPrivateDataOf: FileCard(input)) { return violation }
    }
    if card.verifications > 0 { return "VERIFY sent before anybody typed" }
    return channel.count.exchanges > budget.exchanges ? "\(channel.count.exchanges) exchanges" : nil
  }

  /// What only the PIN opens, with one VERIFY.
  private static func violation(inPrivateDataOf card: FileCard) -> String? {
    var first = CardChannel(over: card, budget: CardPIN.preparationBudget)
    var second = CardChannel(over: card, budget: CardInspection.privateDataBudget)
    guard let prepared = try? CardPIN.prepare(over: &first),
      let pin = try? PIN(SecretBytes(copying: [0x31, 0x32, 0x33, 0x34]))
    else { return nil }
    _ = try? CardInspection.privateData(prepared, over: &second, pin: pin, lastTry: .refuse)
    return card.verifications > 1 ? "\(card.verifications) VERIFY for one entry" : nil
  }
}
