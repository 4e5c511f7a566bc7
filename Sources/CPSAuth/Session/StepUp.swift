public import CPSProof

/// What a person confirms with a PIN typed again: a function, and whom it is about where they say so.
public struct StepUp: Sendable, Hashable {
  /// The person as the workstation names them, and as the function does.
  struct Subject: Sendable, Hashable {
    /// The text over which the card signed.
    let signed: String
    /// The one text that names the person (``GatedSubject/canonicalText``).
    let canonical: String
  }

  /// The function.
  public let function: FunctionName
  let subject: Subject?

  /// The text over which the card signs, where it is about one person.
  public var signedSubject: String? { subject?.signed }

  /// A function, about anybody.
  public init(_ function: FunctionName) {
    self.function = function
    subject = nil
  }

  /// A function about one person: it confirms no call about another.
  ///
  /// - Parameters:
  ///   - text: how the workstation named the person, which is what the card signed.
  ///   - subject: the person whom the function reads from that text.
  public init(_ function: FunctionName, about text: String, meaning subject: some GatedSubject) {
    self.function = function
    self.subject = Subject(signed: text, canonical: subject.canonicalText)
  }
}
