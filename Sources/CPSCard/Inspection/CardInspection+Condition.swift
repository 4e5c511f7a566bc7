public import CPSDiagnostics
public import CPSProof
public import SmartCard

/// Whether the card is fit for a login.
extension CardInspection {
  /// What data objects may be wrong with: a login does not need them.
  private static let dataFaults: Set<Diagnostic> = [
    .cardIncomplete, .malformedTLV, .lengthMismatch, .unexpectedStatus, .noProgress, .responseTooLong,
  ]

  /// How the card stands; presents no PIN and changes nothing.
  ///
  /// - Parameters:
  ///   - channel: a card in a transaction of its own; ``CardLogin/preparationBudget`` is enough.
  ///   - environment: the world of the service; cards made for tests have no place in production.
  /// - Throws: ``Diagnostic/cardForTestsOnly``; as ``contents(over:)`` does, but for what concerns certificates.
  public static func condition(
    over channel: inout CardChannel, in environment: TrustEnvironment
  ) throws(CPSError) -> CardCondition {
    let card = try RecognisedCard.find(over: &channel)
    try card.driver.generation.requireAdmitted(in: environment)
    let directory = try card.driver.readDirectory(over: &channel)
    let pin = try card.driver.authenticationObjects(of: directory).pin
    let standsOpen = try standsOpen(directory, by: card.driver, over: &channel)
    let status = try card.driver.readStatus(of: pin, after: .elsewhere, over: &channel)
    return CardCondition(
      generation: card.driver.generation, serial: card.serial, pinStatus: status, standsOpen: standsOpen)
  }

  private static func standsOpen(
    _ directory: CardDirectory, by driver: any CardDriver, over channel: inout CardChannel
  ) throws(CPSError) -> Bool {
    do throws(CPSError) {
      return try findsPINOpen(on: directory, by: driver, over: &channel) ?? false
    } catch  where dataFaults.contains(error.diagnostic) {
      return false
    }
  }
}
