import CPSDiagnostics
import CPSTransport
import CPSTrust
import Testing

/// What a status responder, or whoever stands before it, may do to a login: never more than be silent.
@Suite struct HTTPStatusTransportTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/ocsp-response\r\n"

  private func ask(
    _ server: LoopbackServer, upTo maximumLength: Int = 65_536, within deadline: Duration = .seconds(60)
  ) async throws(CPSError) -> [UInt8] {
    let responder = try PublicationAddress(service: "http://127.0.0.1:\(server.port)")
    return try await HTTPStatusTransport(to: responder).answer(
      to: Array("request".utf8), upTo: maximumLength, within: deadline)
  }

  private func expectSilence(
    _ detail: String, _ conduct: LoopbackServer.Conduct, upTo maximumLength: Int = 65_536,
    within deadline: Duration = .seconds(60)
  ) async throws {
    let server = try await LoopbackServer(conduct)
    let error = await #expect(throws: CPSError.self) {
      try await ask(server, upTo: maximumLength, within: deadline)
    }
    #expect(error == CPSError(.statusUnanswered))
    #expect(error?.values["detail"] == detail)
    try await server.close()
  }

  @Test func `a request is posted as RFC 6960 says, and its answer arrives whole`() async throws {
    let server = try await LoopbackServer(.say(Self.head + "Content-Length: 3\r\n\r\nyes"))
    #expect(try await ask(server, upTo: 3) == Array("yes".utf8))
    let received = server.received.lowercased()
    #expect(server.received.hasPrefix("POST / HTTP/1.1\r\n"))
    #expect(received.contains("content-type: application/ocsp-request\r\n"))
    #expect(received.contains("accept: application/ocsp-response\r\n"))
    #expect(received.contains("content-length: 7\r\n") && received.hasSuffix("\r\n\r\nrequest"))
    #expect(received.contains("connection: close\r\n") && !received.contains("accept-encoding"))
    try await server.close()
  }

  @Test(arguments: [201, 204, 206, 304, 400, 403, 404, 429, 500, 503])
  func `HN-11 an answer of another status is none`(status: Int) async throws {
    try await expectSilence(
      "status \(status)",
      .say(
        "HTTP/1.1 \(status) X\r\nContent-Type: application/ocsp-response\r\nContent-Length: 0\r\n\r\n"))
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `HN-11 a redirect is not followed, to itself or elsewhere`(status: Int) async throws {
    let other = try await LoopbackServer(.say(Self.head + "Content-Length: 0\r\n\r\n"))
    let elsewhere = "http://127.0.0.1:\(other.port)/"
    for location in ["/", elsewhere] {
      let server = try await LoopbackServer(
        .say("HTTP/1.1 \(status) X\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"))
      let error = await #expect(throws: CPSError.self) { try await ask(server) }
      #expect(error == CPSError(.statusUnanswered))
      #expect(server.received.ranges(of: "POST ").count == 1)
      try await server.close()
    }
    #expect(other.received == "")
    try await other.close()
  }

  @Test(arguments: [
    LoopbackServer.Conduct.sayAndStall(""), .sayAndStall("HTTP/1.1 200"), .sayAndStall(head),
    .sayAndStall(head + "Content-Length: 9\r\n\r\n1"), .drip(head + "Content-Length: 60000\r\n\r\n"),
    .drip("HTTP/1.1 200 OK\r\nX: "),
  ])
  func `HN-11 one deadline covers the whole exchange, however slowly it goes on`(
    conduct: LoopbackServer.Conduct
  ) async throws {
    try await expectSilence("not in time", conduct, within: .milliseconds(300))
  }

  @Test(arguments: [
    LoopbackServer.Conduct.sayAndStall(head + "Content-Length: 104857600\r\n\r\n"),
    .say(head + "Content-Length: 4\r\n\r\nfour"),
    .flood(head + "Transfer-Encoding: chunked\r\n\r\n6400000\r\n", blocks: 1_600),
  ])
  func `HN-11 an answer above the cap is left where it is`(conduct: LoopbackServer.Conduct) async throws {
    try await expectSilence("too large", conduct, upTo: 3)
  }

  @Test(arguments: ["gzip", "deflate", "br", "GZIP", "identity, gzip"])
  func `HN-11 an answer that is compressed is none`(coding: String) async throws {
    try await expectSilence(
      "compressed", .say(Self.head + "Content-Encoding: \(coding)\r\nContent-Length: 2\r\n\r\n\u{1F}x"))
  }

  @Test(arguments: [
    "Content-Type: text/html\r\n", "", "Content-Type: application/ocsp-request\r\n",
    "Content-Type: application/ocsp-response\r\nContent-Type: text/html\r\n",
    "Content-Type: application/ocsp-responses\r\n",
  ])
  func `HN-12 what is not of the type of a response is none`(field: String) async throws {
    try await expectSilence(
      "not an OCSP response", .say("HTTP/1.1 200 OK\r\n\(field)Content-Length: 2\r\n\r\n30"))
  }

  @Test(arguments: ["Application/OCSP-Response", "application/ocsp-response; charset=binary"])
  func `the type is compared as HTTP compares it`(type: String) async throws {
    let server = try await LoopbackServer(
      .say("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: 1\r\n\r\n0"))
    #expect(try await ask(server) == [0x30])
    try await server.close()
  }

  @Test func `HN-11 what is not HTTP, and nobody there, are silence`() async throws {
    try await expectSilence("unreachable, or not HTTP", .sayAtOnce("SSH-2.0-x\r\n"))
    try await expectSilence("unreachable, or not HTTP", .say(""))
    let server = try await LoopbackServer(.say(""))
    try await server.close()
    let error = await #expect(throws: CPSError.self) { try await ask(server) }
    #expect(error == CPSError(.statusUnanswered))
  }

  @Test func `a task that is cancelled says so`() async throws {
    let server = try await LoopbackServer(.sayAndStall(""))
    let task = Task { () throws(CPSError) in try await ask(server) }
    task.cancel()
    let outcome = await task.result
    #expect(throws: CPSError(.cancelled)) { try outcome.get() }
    try await server.close()
  }
}
