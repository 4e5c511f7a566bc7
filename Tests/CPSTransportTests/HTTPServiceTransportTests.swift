import CPSDiagnostics
import CPSProof
import CPSTransport
import Foundation
import NIOCore
import NIOPosix
import Testing

@Suite struct HTTPServiceTransportTests {
  private func send(
    to server: LoopbackServer, scheme: String = "http", _ transport: HTTPServiceTransport,
    _ method: String = "GET", headers: [String: String] = [:], body: [UInt8] = []
  ) async throws(CPSError) -> ServiceAnswer {
    let audience = try Audience("\(scheme)://127.0.0.1:\(server.port)")
    return try await transport.send(ServiceRequest(method, audience, "/path", headers: headers, body: body))
  }

  @Test func `a request and its answer arrive whole`() async throws {
    let server = try await LoopbackServer(
      .say("HTTP/1.1 201 Created\r\nDPoP-Nonce: n\r\nContent-Length: 3\r\n\r\nyes"))
    let answer = try await send(
      to: server, HTTPServiceTransport(), "POST", headers: ["DPoP": "p"], body: Array("hello".utf8))
    #expect(
      answer
        == ServiceAnswer(
          status: 201, headers: ["dpop-nonce": "n", "content-length": "3"], body: Array("yes".utf8)))
    #expect(server.received.hasPrefix("POST /path HTTP/1.1\r\n"))
    #expect(server.received.contains("DPoP: p\r\n"))
    #expect(server.received.hasSuffix("\r\n\r\nhello"))
    try await server.close()
  }

  @Test(arguments: [400, 401, 403, 413, 429, 500, 503])
  func `an answer that refuses is an answer`(status: Int) async throws {
    let server = try await LoopbackServer(.say("HTTP/1.1 \(status) X\r\nContent-Length: 2\r\n\r\n{}"))
    #expect(try await send(to: server, HTTPServiceTransport()).status == status)
    try await server.close()
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is told and not followed`(status: Int) async throws {
    let other = try await LoopbackServer(.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    let server = try await LoopbackServer(
      .say("HTTP/1.1 \(status) X\r\nLocation: http://127.0.0.1:\(other.port)/\r\nContent-Length: 0\r\n\r\n"))
    await #expect(throws: CPSError(.serviceRedirected)) { try await send(to: server, HTTPServiceTransport()) }
    #expect(other.received == "")
    try await server.close()
    try await other.close()
  }

  @Test(arguments: [
    LoopbackServer.Conduct.sayAndStall(""), .sayAndStall("HTTP/1.1 200"),
    .sayAndStall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1 byte"),
    .sayAndStall("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"),
  ])
  func `HN-25 one deadline covers the whole exchange`(conduct: LoopbackServer.Conduct) async throws {
    // The server never ends an exchange: what ends this one is the deadline.
    let server = try await LoopbackServer(conduct)
    await #expect(throws: CPSError(.serviceTimedOut)) {
      try await send(to: server, HTTPServiceTransport(deadline: .milliseconds(300)))
    }
    try await server.close()
  }

  @Test(arguments: ["Content-Length: 104857600", "X-None: 1"])
  func `HN-11 a body of 100 MB is dropped at the cap`(header: String) async throws {
    let server = try await LoopbackServer(.flood("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n", blocks: 1_600))
    await #expect(throws: CPSError(.serviceAnswerInvalid)) {
      try await send(to: server, HTTPServiceTransport())
    }
    #expect(server.bytesSent < 16_000_000)
    try await server.close()
  }

  @Test func `the cap is a parameter and exact`() async throws {
    let server = try await LoopbackServer(.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"))
    #expect(try await send(to: server, HTTPServiceTransport(maximumAnswerLength: 10)).body.count == 10)
    await #expect(throws: CPSError(.serviceAnswerInvalid)) {
      try await send(to: server, HTTPServiceTransport(maximumAnswerLength: 9))
    }
    try await server.close()
  }

  @Test func `HN-11 a compressed body stays as it is`() async throws {
    let server = try await LoopbackServer(
      .say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"))
    #expect(try await send(to: server, HTTPServiceTransport()).body == Array("abc".utf8))
    #expect(!server.received.lowercased().contains("accept-encoding"))
    try await server.close()
  }

  @Test(arguments: [
    "garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
  ])
  func `what is not HTTP is told`(text: String) async throws {
    let server = try await LoopbackServer(.say(text))
    await #expect(throws: CPSError(.serviceAnswerInvalid)) {
      try await send(to: server, HTTPServiceTransport())
    }
    try await server.close()
  }

  @Test func `headers without end are dropped`() async throws {
    let server = try await LoopbackServer(.flood("HTTP/1.1 200 OK\r\nX: ", blocks: 1_600))
    await #expect(throws: CPSError(.serviceAnswerInvalid)) {
      try await send(to: server, HTTPServiceTransport())
    }
    #expect(server.bytesSent < 16_000_000)
    try await server.close()
  }

  @Test func `a service that is not there, or hangs up, is unreachable`() async throws {
    let server = try await LoopbackServer(.say(""))
    await #expect(throws: CPSError(.serviceUnreachable)) {
      try await send(to: server, HTTPServiceTransport())
    }
    try await server.close()
    await #expect(throws: CPSError(.serviceUnreachable)) {
      try await send(to: server, HTTPServiceTransport())
    }
  }

  @Test func `a cancelled task is told as such`() async throws {
    let server = try await LoopbackServer(.sayAndStall(""))
    let port = server.port
    let task = Task {
      try await HTTPServiceTransport(deadline: .seconds(600)).send(
        ServiceRequest("GET", Audience("http://127.0.0.1:\(port)"), "/"))
    }
    while server.received.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CPSError(.cancelled)) { try await task.value }
    try await server.close()
  }
}
