internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import HTTPTypes
internal import Hummingbird

/// A refusal in the form that nginx can hand on to the client.
///
/// `auth_request` understands the statuses 401 and 403 alone, makes 500 of every other, and drops the body (the
/// documentation of ngx_http_auth_request_module): the status that is meant and the problem travel in header fields
/// of their own.
enum ForwardedProblem {
  /// The longest problem in a field, in bytes: nginx reads an answer's head into 4,096 (proxy_buffer_size).
  private static let maximumLength = 2_560

  static func make(_ failure: any Error, in language: Language, at now: Timestamp) -> Response {
    var response = ProblemResponse.make(failure, in: language, at: now)
    response.headers[.forwardedStatus] = String(response.status.code)
    let problem = (try? ProtocolJSON.encode(Problem(failure, in: language))).map(ascii) ?? ""
    if problem.utf8.count <= maximumLength { response.headers[.forwardedProblem] = problem }
    if response.status != .unauthorized { response.status = .forbidden }
    return response
  }

  /// JSON in ASCII, with what lies beyond as escapes (RFC 8259, section 7).
  private static func ascii(_ json: [UInt8]) -> String {
    var text = ""
    for unit in String(decoding: json, as: UTF8.self).utf16 {
      if unit < 0x7F, let scalar = Unicode.Scalar(unit) {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return text
  }
}
