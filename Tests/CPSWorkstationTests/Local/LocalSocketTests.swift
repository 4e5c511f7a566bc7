import CPSDiagnostics
import Foundation
import TestSupport
import Testing

@testable import CPSWorkstation

@Suite struct LocalSocketTests {
  /// Two connected ends, the first one raw.
  private func pair() throws -> (raw: FileDescriptor, socket: LocalSocket) {
    var ends: [Int32] = [-1, -1]
    #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    return (FileDescriptor(owning: ends[0]), try LocalSocket(owning: ends[1]))
  }

  private func write(_ bytes: [UInt8], to end: FileDescriptor) {
    #expect(Glibc.write(end.number, bytes, bytes.count) == bytes.count)
  }

  @Test func `a message comes whole`() throws {
    let (raw, socket) = try pair()
    write([0, 0, 0, 2, 0x41], to: raw)
    write([0x42, 0, 0, 0, 1, 0x43], to: raw)
    #expect(try socket.receive() == [0x41, 0x42])
    #expect(try socket.receive() == [0x43])
    raw.end()
    #expect(try socket.receive() == nil)
  }

  @Test(arguments: [[0, 0, 0, 0], [0, 1, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF]] as [[UInt8]])
  func `an announced length out of bounds is refused before memory is taken`(head: [UInt8]) throws {
    let (raw, socket) = try pair()
    write(head, to: raw)
    #expect(throws: CPSError(.agentUnavailable)) { _ = try socket.receive() }
  }

  @Test(arguments: [[0, 0], [0, 0, 0, 5, 1, 2]] as [[UInt8]])
  func `a message that is cut off is refused`(bytes: [UInt8]) throws {
    let (raw, socket) = try pair()
    write(bytes, to: raw)
    raw.end()
    #expect(throws: CPSError(.agentUnavailable)) { _ = try socket.receive() }
  }

  @Test func `a message that is too long is not sent`() throws {
    let (_, socket) = try pair()
    #expect(throws: CPSError(.agentUnavailable)) {
      try socket.send([UInt8](repeating: 0, count: LocalSocket.maximumMessage + 1))
    }
  }

  @Test func `a peer that is gone is an error, not a signal`() throws {
    let (raw, socket) = try pair()
    raw.end()
    #expect(throws: CPSError(.agentUnavailable)) { try socket.send([1]) }
  }

  @Test func `what is no socket has no peer and is refused`() throws {
    let number = open("/dev/null", O_RDWR | O_CLOEXEC)
    #expect(throws: CPSError(.agentForeign)) { _ = try LocalSocket(owning: number) }
  }

  @Test func `a socket left behind by a dead agent is replaced`() throws {
    let runtime = try TemporaryDirectory()
    let directory = try AgentPlace.directory(in: runtime.url.path)
    try Data().write(to: runtime.url.appending(path: "cpsauth/agent.socket"))
    #expect(try LocalSocket.connect(to: "agent.socket", in: directory) === nil)
    let listener = try LocalListener("agent.socket", lockedBy: "agent.lock", in: directory)
    #expect(listener != nil)
    #expect(try LocalSocket.connect(to: "agent.socket", in: directory) !== nil)
  }
}
