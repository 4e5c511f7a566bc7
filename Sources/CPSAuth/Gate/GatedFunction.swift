public import CPSProof

/// A function that runs only for those whom the policy names: its name, its subject, what an answer shows.
///
/// A type without instances, written once. The code behind it takes a ``Permit`` for this type.
public protocol GatedFunction: Sendable {
  /// The person whom a call is about.
  associatedtype Subject: GatedSubject
  /// What a call answers.
  associatedtype Answer: Sendable

  /// The name in policy, protocol and audit.
  static var name: FunctionName { get }

  /// The names of the fields that an answer discloses; none when nobody was found.
  static func disclosed(by answer: Answer) -> Set<String>
}
