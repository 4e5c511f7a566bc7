import CPSDiagnostics
import Foundation
import Glibc
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct SocketClaimTests {
  private let folder: TemporaryDirectory
  private var path: String { folder.path("front.sock") }

  init() throws { folder = try TemporaryDirectory() }

  /// A socket of another program at ``path``, with room for so many who wait.
  private func listen(queue: Int32 = 8, isListening: Bool = true) throws -> Int32 {
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { bind(number, $0.baseAddress, socklen_t(bytes.count)) }
    }
    guard bound == 0, !isListening || Glibc.listen(number, queue) == 0 else {
      throw TestSupportError("errno \(errno)")
    }
    return number
  }

  private func refusal() -> String? {
    do {
      _ = try SocketClaim(path: path)
      return nil
    } catch {
      #expect(error == CPSError(.listenFailed))
      return error.values["detail"]
    }
  }

  @Test func `a name that nobody has is claimed once at a time, and again when the claim is over`() throws {
    do {
      let claim = try SocketClaim(path: path)
      #expect(refusal()?.contains("another cpsauth-server") == true)
      withExtendedLifetime(claim) {}
    }
    #expect(refusal() == nil)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a socket on which another program listens is not taken over`() throws {
    let number = try listen()
    #expect(refusal()?.contains("somebody listens") == true)
    #expect(FileManager.default.fileExists(atPath: path))
    close(number)
    // What is left is a name without a listener.
    #expect(refusal() == nil)
  }

  @Test func `a listener whose queue is full is a listener`() throws {
    let number = try listen(queue: 0)
    defer { close(number) }
    // The first of these fill the queue; the lock of each refused claim is given back.
    for _ in 0..<4 { #expect(refusal()?.contains("somebody listens") == true) }
  }

  @Test func `what is no socket is left in its place`() throws {
    try Data("rows".utf8).write(to: URL(filePath: path))
    #expect(refusal()?.contains("no socket") == true)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "rows")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path("elsewhere"))
    #expect(refusal()?.contains("no socket") == true)
  }

  @Test func `a lock that is a link, or a folder that is not there, is refused`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + SocketClaim.lockSuffix, withDestinationPath: folder.path("elsewhere"))
    #expect(refusal() != nil)
    #expect(!FileManager.default.fileExists(atPath: folder.path("elsewhere")))
    #expect(throws: CPSError(.listenFailed)) { try SocketClaim(path: folder.path("none/front.sock")) }
  }

  @Test func `an address needs no claim`() throws {
    #expect(try Listener.loopback(host: "127.0.0.1", port: 0).claim() == nil)
  }
}
