internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Makes the answer that reports an error.
enum ProblemResponse {
  private static let problemType = "application/problem+json"
  /// How long a client should wait when the error names no time, in seconds.
  private static let defaultRetryDelay = "5"

  static func make(_ failure: any Error, in language: Language, at now: Timestamp) -> Response {
    let error = RequestFailure.row(of: failure)
    var headers: HTTPFields = [
      .contentType: problemType, .contentLanguage: language.rawValue, .vary: "Accept-Language",
    ]
    if let challenge = authenticateChallenge(error) { headers[.wwwAuthenticate] = challenge }
    if [429, 503].contains(error.diagnostic.httpStatus) {
      let wait = (failure as? Refusal)?.retryAt.map { max(1, ($0 - now).secondsRoundedUp) }
      headers[.retryAfter] = wait.map { String($0) } ?? error.values["seconds"] ?? defaultRetryDelay
    }
    let body = (try? ProtocolJSON.encode(Problem(failure, in: language))) ?? []
    return Response(
      status: .init(code: error.diagnostic.httpStatus), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// What an answer with status 401 must say (RFC 9110, clause 15.5.2; RFC 9449, clauses 7.1 and 8; RFC 9470,
  /// section 3).
  ///
  /// A request without any token is told no error, as RFC 6750, clause 3.1 wants it.
  private static func authenticateChallenge(_ error: CPSError) -> String? {
    guard error.diagnostic.httpStatus == 401 else { return nil }
    let algorithms = #"algs="ES256""#
    return switch error.diagnostic {
    case .dpopNonceRequired: #"DPoP error="use_dpop_nonce", \#(algorithms)"#
    case .dpopMissing, .dpopInvalid, .dpopReplayed: #"DPoP error="invalid_dpop_proof", \#(algorithms)"#
    case let row where row != .sessionMissing && Diagnostic.sessionEnds.contains(row):
      #"DPoP error="invalid_token", \#(algorithms)"#
    case .stepUpRequired, .proofRequired, .cardRequired: stepUpChallenge(error, algorithms)
    default: "DPoP \(algorithms)"
    }
  }

  /// The session lives and is not enough: a person must type the PIN of the card, or must have done so more lately
  /// than they did.
  private static func stepUpChallenge(_ error: CPSError, _ algorithms: String) -> String {
    var challenge = #"DPoP error="insufficient_user_authentication", "#
    challenge += #"error_description="\#(error.diagnostic.code)", "#
    challenge += #"acr_values="\#(AuthenticationContext.cardPIN.rawValue)""#
    if let age = error.values["seconds"].flatMap(Int.init) { challenge += #", max_age="\#(age)""# }
    return "\(challenge), \(algorithms)"
  }
}
