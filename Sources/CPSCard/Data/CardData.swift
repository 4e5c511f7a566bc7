public import CPSDiagnostics
internal import SmartCard

/// The data objects of a card, as its directory lists them, and its validity.
public struct CardData: Sendable, Hashable {
  /// The objects, in the order of the directory.
  public let objects: [CardDataObject]
  /// The content of EF_ACTUA; nil when the card has none, as before its first update.
  public let validity: CardValidity?
  /// Why the list is not whole; nil when it is.
  public let fault: Diagnostic?

  /// The most bytes of one object; sizes of a real card are not known.
  private static let objectLimit = 4_096
  /// The faults of one object that leave the others readable.
  private static let faults: Set<Diagnostic> = [
    .cardIncomplete, .unexpectedStatus, .malformedTLV, .lengthMismatch, .noProgress, .responseTooLong,
    .cardBudgetExceeded,
  ]

  /// Reads what `directory` lists.
  ///
  /// A fault of the data spoils only itself: nothing of it is needed to log in.
  ///
  /// - Parameters:
  ///   - directory: the card's.
  ///   - isOpen: whether the PIN was presented.
  ///   - channel: the card.
  /// - Throws: what ``CardChannel/send(_:)`` throws when the card is lost.
  static func read(
    from directory: CardDirectory, isOpen: Bool, over channel: inout CardChannel
  ) throws(CPSError) -> CardData {
    var fault: Diagnostic?
    let validity = try attempt(&fault) { () throws(CPSError) in
      try readValidity(through: directory.files, over: &channel)
    }
    let entries = try attempt(&fault) { () throws(CPSError) in
      try directory.readDataObjects(over: &channel)
    }
    var objects: [CardDataObject] = []
    for entry in entries ?? [] {
      let content = try content(of: entry, in: directory, isOpen: isOpen, over: &channel)
      objects.append(CardDataObject(entry, content: content))
    }
    return CardData(objects: objects, validity: validity.flatMap { $0 }, fault: fault)
  }

  /// Adds what a card shows of itself as the one before the CPS3, its PIN being presented; what it does not have
  /// there is not listed.
  func withFormerView(over channel: inout CardChannel) throws(CPSError) -> CardData {
    let activities = objects.compactMap { object in
      if case .activity(let number) = object.kind { number } else { nil }
    }
    var added: [CardDataObject] = []
    for file in FormerView.files(beside: activities) {
      do throws(CPSError) {
        let content = try FormerView.content(of: file, over: &channel)
        added.append(CardDataObject(label: file.label, content: .bytes(content)))
      } catch  where error.diagnostic == .cardIncomplete {
        continue
      } catch  where Self.faults.contains(error.diagnostic) {
        added.append(CardDataObject(label: file.label, content: .unreadable(error.diagnostic)))
      }
    }
    return CardData(objects: objects + added, validity: validity, fault: fault)
  }

  /// EF_ACTUA is absent until the card's first update.
  private static func readValidity(
    through files: any CardFiles, over channel: inout CardChannel
  ) throws(CPSError) -> CardValidity? {
    do throws(CPSError) {
      return try CardValidity(
        fileContent: try files.content(of: .validity, upTo: CardValidity.fileLimit, over: &channel))
    } catch  where error.diagnostic == .cardIncomplete {
      return nil
    }
  }

  private static func content(
    of entry: DataObjectEntry, in directory: CardDirectory, isOpen: Bool, over channel: inout CardChannel
  ) throws(CPSError) -> CardDataObject.Content {
    guard isOpen || !entry.attributes.isPrivate else { return .closed }
    guard let file = entry.file else { return .unreadable(.cardIncomplete) }
    do throws(CPSError) {
      let bytes = try directory.files.content(
        of: file.path, in: directory.application, upTo: objectLimit, over: &channel)
      return .bytes(try file.content(of: bytes))
    } catch  where error.values["status"] == StatusWord.securityNotSatisfied.text {
      return .closed
    } catch  where faults.contains(error.diagnostic) {
      return .unreadable(error.diagnostic)
    }
  }

  /// The result of `body`; nil, and the fault noted, when the data is to blame.
  private static func attempt<Result>(
    _ fault: inout Diagnostic?, _ body: () throws(CPSError) -> Result
  ) throws(CPSError) -> Result? {
    do throws(CPSError) {
      return try body()
    } catch  where faults.contains(error.diagnostic) {
      fault = error.diagnostic
      return nil
    }
  }
}
