public import CPSDiagnostics

/// The value of one key, read as what the program expects there; every refusal names line and column.
public struct ConfigurationValue: Sendable {
  /// The key, for messages.
  public let key: String
  private let node: ConfigurationNode

  init(key: String, node: ConfigurationNode) {
    self.key = key
    self.node = node
  }

  /// Where the value begins.
  public var place: ConfigurationPlace { node.place }

  /// Whether it is a mapping, where a shorter form exists beside it.
  public var isMapping: Bool {
    if case .mapping = node { true } else { false }
  }

  /// A text that is not empty.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func string() throws(CPSError) -> String {
    guard case .scalar(let text, let isPlain, _) = node, !text.isEmpty,
      !(isPlain && ["~", "null", "Null", "NULL"].contains(text))
    else { throw refusal("a text is expected") }
    return text
  }

  /// A whole number within `range`, written in decimal and without quotes.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func integer(in range: ClosedRange<Int>) throws(CPSError) -> Int {
    guard let text = plain, let number = Int(text), String(number) == text, range.contains(number) else {
      throw refusal("a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
    }
    return number
  }

  /// `true` or `false`, without quotes; `yes`, `on` and their like are refused.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func boolean() throws(CPSError) -> Bool {
    guard let text = plain, let truth = Bool(text) else { throw refusal("true or false is expected") }
    return truth
  }

  /// A time such as `90s`, `5m` or `4h`, within `range` (attack case CA-08).
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func duration(in range: ClosedRange<Duration>) throws(CPSError) -> Duration {
    guard let text = plain, let duration = DurationText.parse(text), range.contains(duration) else {
      let bounds = "\(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound))"
      throw refusal("a time from \(bounds) is expected, such as 90s, 5m or 4h")
    }
    return duration
  }

  /// One of the texts that `Choice` knows.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    of _: Choice.Type = Choice.self
  ) throws(CPSError) -> Choice where Choice.RawValue == String {
    guard case .scalar(let text, _, _) = node, let choice = Choice(rawValue: text) else {
      throw refusal("one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")) is expected")
    }
    return choice
  }

  /// What `make` makes of the text; its refusal is told with the place.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func parsed<Value>(_ make: (String) throws(CPSError) -> Value) throws(CPSError) -> Value {
    let text = try string()
    do { return try make(text) } catch { throw refusal(error.message(in: .english)) }
  }

  /// The elements of a sequence.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func list() throws(CPSError) -> [ConfigurationValue] {
    guard case .sequence(let elements, _) = node else { throw refusal("a list is expected") }
    return elements.map { ConfigurationValue(key: key, node: $0) }
  }

  /// What `body` reads from a mapping; a key that it does not ask for is refused.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``, or what `body` throws.
  public func section<Value: ~Copyable>(
    _ body: (inout ConfigurationReader) throws(CPSError) -> Value
  ) throws(CPSError) -> Value {
    guard case .mapping(let entries, let place) = node else { throw refusal("a mapping is expected") }
    var reader = ConfigurationReader(entries, at: place)
    let value = try body(&reader)
    try reader.finish()
    return value
  }

  /// The refusal of this value for a reason that the caller knows.
  public func refusal(_ detail: String) -> CPSError {
    StrictYAML.refusal(at: place, key.isEmpty ? detail : "\(key): \(detail)")
  }

  private var plain: String? {
    guard case .scalar(let text, true, _) = node else { return nil }
    return text
  }
}
