public import CPSAuth
public import CPSProof

/// The gated function of the demonstration: the administrative data of one insured person, by NIR.
public enum InfopatientLookup: GatedFunction {
  /// Nil when nobody has the number.
  public typealias Answer = Insured?
  /// The insured person.
  public typealias Subject = NIR

  /// `infopatient.lookup`.
  public static let name: FunctionName = "infopatient.lookup"

  /// Identity and rights of who was found.
  public static func disclosed(by answer: Insured?) -> Set<String> {
    answer == nil ? [] : ["identity", "rights"]
  }
}
