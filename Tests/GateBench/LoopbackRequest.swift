import CPSAuth

/// The bytes of requests to a service on this machine.
enum LoopbackRequest {
  /// A request with a JSON body, a proof of possession, and the token of a session where there is one.
  static func post(_ path: String, _ body: String, proof: String, token: SessionToken? = nil) -> [UInt8] {
    let authorization = token.map { "Authorization: DPoP \($0.text)\r\n" } ?? ""
    return Array(
      """
      POST \(path) HTTP/1.1\r
      Host: 127.0.0.1\r
      Content-Type: application/json\r
      Content-Length: \(body.utf8.count)\r
      DPoP: \(proof)\r
      \(authorization)\r
      \(body)
      """.utf8)
  }

  /// A request for what anybody may know.
  static func get(_ path: String) -> [UInt8] { Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8) }
}
