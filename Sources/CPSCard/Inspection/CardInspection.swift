public import CPSDiagnostics
internal import OpenSSLKit
public import SmartCard

/// Reads a card without its PIN; works on a blocked card, too, and never sends VERIFY.
public enum CardInspection {
  /// What ``contents(over:)`` may exchange: the first half of a login (``CardLogin/preparationBudget``), three
  /// more certificates of the greatest size admitted, 18 commands and 4,300 bytes each, and the data objects:
  /// twelve of 1,024 bytes, 6 commands and 1,130 bytes each with their directory.
  public static let contentsBudget = CardBudget(exchanges: 208, bytes: 40_960)

  /// How long it may last: ``contentsBudget`` at 1.1 ms a byte and 100 ms a command, rounded up.
  public static let deadline = Duration.seconds(70)

  /// Everything that can be read without a PIN, straight from the card.
  ///
  /// - Throws: ``Diagnostic/notACPS``, ``Diagnostic/cardGenerationUnsupported``,
  ///   ``Diagnostic/cardIncomplete``, ``Diagnostic/malformedTLV``, ``Diagnostic/lengthMismatch``,
  ///   ``Diagnostic/certificateMalformed``, and what ``CardChannel/send(_:)`` throws.
  public static func contents(over channel: inout CardChannel) throws(CPSError) -> CardContents {
    let card = try RecognisedCard.find(over: &channel)
    let (driver, serial) = (card.driver, card.serial)
    let directory = try driver.readDirectory(over: &channel)
    let login = try driver.authenticationObjects(of: directory)
    var certificates: [CardCertificate] = []
    for entry in directory.certificates where entry.file != nil {
      let der = try directory.readCertificate(entry, over: &channel)
      certificates.append(
        CardCertificate(
          label: entry.attributes.label, role: directory.role(of: entry), der: der,
          unverifiedHolder: CardHolder(of: try Certificate(der: der))))
    }
    let status = try driver.readStatus(of: login.pin, after: .elsewhere, over: &channel)
    return CardContents(
      generation: driver.generation, serial: serial, certificates: certificates, pinStatus: status,
      pinLengths: login.pin.lengths,
      data: try CardData.read(from: directory, isOpen: false, over: &channel))
  }

  /// The tries left, without one being spent.
  ///
  /// - Parameter cache: consulted, not changed.
  /// - Throws: as ``contents(over:)`` does.
  public static func pinReport(
    over channel: inout CardChannel, cached cache: any CardPublicDataCache
  ) throws(CPSError) -> PINReport {
    let survey = try CardSurvey.read(over: &channel, cached: cache)
    return PINReport(
      generation: survey.driver.generation, serial: survey.publicData.serial, status: survey.pinStatus,
      lengths: survey.publicData.pinLengths)
  }

  /// What ``serial(on:deadline:)`` may exchange: recognition and one file.
  static let serialBudget = CardBudget(exchanges: 16, bytes: 2_048)

  /// Which card it is, asked in one transaction that leaves it as it is.
  ///
  /// - Throws: ``Diagnostic/notACPS``, ``Diagnostic/cardGenerationUnsupported``, and what ``CardConnection``
  ///   throws.
  public static func serial(
    on connection: some CardConnection, deadline: Duration = deadline
  ) async throws(CPSError) -> CardSerial {
    try await connection.transaction(budget: serialBudget, deadline: deadline) {
      (channel) throws(CPSError) in try RecognisedCard.find(over: &channel).serial
    }
  }

  /// ``contents(over:)`` as one transaction, which leaves the card as it is.
  ///
  /// - Throws: what ``contents(over:)`` and ``CardConnection`` throw.
  public static func contents(
    on connection: some CardConnection, deadline: Duration = deadline
  ) async throws(CPSError) -> CardContents {
    try await connection.transaction(budget: contentsBudget, deadline: deadline) {
      (channel) throws(CPSError) in try contents(over: &channel)
    }
  }

  /// ``pinReport(over:cached:)`` as one transaction, which leaves the card as it is.
  ///
  /// - Throws: what ``pinReport(over:cached:)`` and ``CardConnection`` throw.
  public static func pinReport(
    on connection: some CardConnection, cached cache: any CardPublicDataCache,
    deadline: Duration = deadline
  ) async throws(CPSError) -> PINReport {
    try await connection.transaction(budget: CardLogin.preparationBudget, deadline: deadline) {
      (channel) throws(CPSError) in try pinReport(over: &channel, cached: cache)
    }
  }
}
