public import CPSAuth
public import CPSProof

/// The gated function that shows where somebody gets notices; open to those whom the policy names.
public enum ContactInspection: GatedFunction {
  /// The contact, if there is one.
  public struct Answer: Sendable, Hashable, Encodable {
    /// The address.
    public let address: String?
    /// How log-ins are told.
    public let choice: Contact.Choice?

    /// What is shown of a contact.
    public init(_ contact: Contact?) {
      address = contact?.address.text
      choice = contact?.choice
    }
  }

  /// Whose.
  public typealias Subject = HolderName

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "contacts.show"

  /// The address.
  public static func disclosed(by answer: Answer) -> Set<String> { answer.address == nil ? [] : ["address"] }
}
