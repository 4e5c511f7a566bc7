public import CPSDiagnostics
public import SmartCard

/// Whether the card forgets the PIN when it is reset, on which every transaction with a PIN relies.
extension CardInspection {
  /// What each half of ``requireClosed(on:deadline:)`` may exchange: the directory of the card and one file.
  public static let closureBudget = CardLogin.preparationBudget

  /// Resets the card, and looks whether a PIN outlived that (attack case HC-25).
  ///
  /// A CPS4 tells by itself. A CPS3 is asked for the first byte of an object that the PIN guards: no other way
  /// is known to do without a try, and no key is touched.
  ///
  /// - Parameters:
  ///   - connection: the card.
  ///   - deadline: how long each of the two transactions may last.
  /// - Returns: whether the card told; false for one that lists nothing that the PIN guards.
  /// - Throws: ``Diagnostic/pinLeftOpen``; as ``contents(on:deadline:)`` does.
  public static func requireClosed(
    on connection: some CardConnection, deadline: Duration = CardLogin.deadline
  ) async throws(CPSError) -> Bool {
    try await connection.transaction(budget: closureBudget, deadline: deadline, ending: .reset) {
      (channel) throws(CPSError) -> Void in _ = try RecognisedCard.find(over: &channel)
    }
    let isOpen = try await connection.transaction(budget: closureBudget, deadline: deadline) {
      (channel) throws(CPSError) in try findsPINOpen(over: &channel)
    }
    guard let isOpen else { return false }
    guard !isOpen else { throw CPSError(.pinLeftOpen) }
    return true
  }

  private static func findsPINOpen(over channel: inout CardChannel) throws(CPSError) -> Bool? {
    let driver = try RecognisedCard.find(over: &channel).driver
    return try findsPINOpen(on: try driver.readDirectory(over: &channel), by: driver, over: &channel)
  }

  /// Whether the PIN stands presented; nil when the card gives no way to know.
  static func findsPINOpen(
    on directory: CardDirectory, by driver: any CardDriver, over channel: inout CardChannel
  ) throws(CPSError) -> Bool? {
    if driver.tellsOpenPIN {
      let pin = try driver.authenticationObjects(of: directory).pin
      return try driver.readStatus(of: pin, after: .elsewhere, over: &channel).isVerified
    }
    let guarded = try directory.readDataObjects(over: &channel).first { entry in
      entry.attributes.authenticationIdentifier != nil && entry.file != nil
    }
    guard let file = guarded?.file else { return nil }
    let path = try driver.files.approach(file.path, of: directory.application, over: &channel)
    do throws(CPSError) {
      _ = try driver.files.parameters(of: path, over: &channel)
      _ = try driver.files.readCurrent(1, over: &channel)
      return true
    } catch  where error.values["status"] == StatusWord.securityNotSatisfied.text {
      return false
    }
  }
}
