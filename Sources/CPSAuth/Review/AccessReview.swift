public import CPSProof

/// The review of what somebody did in a declared emergency, as a function of its own: policy names who may.
public enum AccessReview {
  /// `cpsauth.review`.
  public static let function: FunctionName = "cpsauth.review"
}
