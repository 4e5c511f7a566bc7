import CPSDiagnostics
import CPSTransport
import CPSTrust
import Testing

@Suite struct HTTPPublicationTransportTests {
  private func fetch(
    from server: LoopbackServer, upTo maximumLength: Int = 1_000, within deadline: Duration = .seconds(60)
  ) async throws(CPSError) -> [UInt8] {
    let address = try PublicationAddress("http://127.0.0.1:\(server.port)/CRL/A%20B.crl")
    return try await HTTPPublicationTransport().file(at: address, upTo: maximumLength, within: deadline)
  }

  @Test func `a file arrives whole, over a connection that is not kept`() async throws {
    let server = try await LoopbackServer(.say("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes"))
    #expect(try await fetch(from: server, upTo: 3) == Array("yes".utf8))
    #expect(server.received.hasPrefix("GET /CRL/A%20B.crl HTTP/1.1\r\n"))
    #expect(server.received.lowercased().contains("connection: close\r\n"))
    #expect(!server.received.lowercased().contains("accept-encoding"))
    try await server.close()
  }

  @Test(arguments: [204, 206, 301, 302, 304, 307, 308, 403, 404, 429, 500, 503])
  func `HN-14 an answer without the file is none, and a redirect is not followed`(status: Int) async throws {
    let other = try await LoopbackServer(.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    let server = try await LoopbackServer(
      .say("HTTP/1.1 \(status) X\r\nLocation: http://127.0.0.1:\(other.port)/\r\nContent-Length: 0\r\n\r\n"))
    await #expect(throws: CPSError(.publicationUnavailable)) { try await fetch(from: server) }
    #expect(other.received == "")
    try await server.close()
    try await other.close()
  }

  @Test(arguments: [
    LoopbackServer.Conduct.sayAndStall("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n"),
    .flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n", blocks: 4),
    .say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour"),
  ])
  func `HN-13 a file above the cap is left where it is`(conduct: LoopbackServer.Conduct) async throws {
    let server = try await LoopbackServer(conduct)
    let error = await #expect(throws: CPSError.self) { try await fetch(from: server, upTo: 3) }
    #expect(error == CPSError(.publicationUnavailable))
    #expect(error?.values["detail"] == "larger than 3 bytes")
    try await server.close()
  }

  @Test(arguments: [
    LoopbackServer.Conduct.sayAndStall(""), .sayAndStall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1"),
  ])
  func `HN-11 one deadline covers the whole exchange`(conduct: LoopbackServer.Conduct) async throws {
    let server = try await LoopbackServer(conduct)
    let error = await #expect(throws: CPSError.self) {
      try await fetch(from: server, within: .milliseconds(300))
    }
    #expect(error == CPSError(.publicationUnavailable))
    #expect(error?.values["detail"] == "no answer in time")
    try await server.close()
  }

  @Test func `what is not packed by a rule of HTTP is not unpacked`() async throws {
    let server = try await LoopbackServer(
      .say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u{1F}xx"))
    #expect(try await fetch(from: server) == [0x1F, 0x78, 0x78])
    try await server.close()
  }

  @Test func `nobody there is told`() async throws {
    let server = try await LoopbackServer(.say(""))
    try await server.close()
    await #expect(throws: CPSError(.publicationUnavailable)) { try await fetch(from: server) }
  }
}
