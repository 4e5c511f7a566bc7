private import CPSPrimitives
private import Foundation
private import Synchronization

/// A Unix socket that leads to another one, and can fail on the way: for tests of what a client does when an answer
/// does not come.
public final class SocketRelay: Sendable {
  /// What becomes of what the server says.
  public enum Mood: Sendable, Equatable {
    /// It reaches the client.
    case honest
    /// It is kept back, and the connection stays open.
    case silent
    /// At its first byte the connection is cut.
    case cutting
  }

  private static let pieceLength = 65_536

  private let target: String
  private let listener: Int32
  private let mood = Mutex(Mood.honest)
  private let said = Mutex(0)

  /// Listens at `path` for connections to `target`.
  public init(at path: String, to target: String) throws {
    self.target = target
    listener = try Self.open(path) { bind($0, $1, $2) }
    guard listen(listener, 64) == 0 else { throw TestSupportError("listen: errno \(errno)") }
    let listener = listener
    try BlockingWork.start { [weak self] in
      // Ends when the listener is shut down.
      while case let client = accept(listener, nil, nil), client >= 0 {
        guard let self else {
          close(client)
          return
        }
        self.connect(client)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// What becomes of the answers from now on.
  public func become(_ new: Mood) { mood.withLock { $0 = new } }

  /// How many pieces of answers came from the server, whether or not they reached the client.
  public var piecesFromServer: Int { said.withLock { $0 } }

  private func connect(_ client: Int32) {
    guard let server = try? Self.open(target, { Foundation.connect($0, $1, $2) }) else {
      close(client)
      return
    }
    let pair = SocketPair(client: client, server: server)
    // What it asks reaches the server always; what the server answers may not come back.
    try? BlockingWork.start { Self.pump(from: client, to: server, within: pair) { _ in true } }
    try? BlockingWork.start { [self] in
      Self.pump(from: server, to: client, within: pair) { _ in
        said.withLock { $0 += 1 }
        switch mood.withLock({ $0 }) {
        case .honest: return true
        case .silent: return false
        case .cutting:
          pair.shutDown()
          return false
        }
      }
    }
  }

  /// Moves bytes until one side ends; a piece that `isPassed` refuses is lost.
  private static func pump(
    from source: Int32, to sink: Int32, within pair: SocketPair, isPassed: (Int) -> Bool
  ) {
    var piece = [UInt8](repeating: 0, count: pieceLength)
    while case let count = recv(source, &piece, piece.count, 0), count > 0 {
      guard isPassed(count) else { continue }
      var sent = 0
      while sent < count {
        let part = piece[sent..<count].withUnsafeBytes {
          send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard part > 0 else { break }
        sent += part
      }
    }
    pair.shutDown()
    // Closed by whichever thread is the last to hold the pair.
    withExtendedLifetime(pair) {}
  }

  private static func open(
    _ path: String, _ attach: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard descriptor >= 0, name.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw TestSupportError("no socket at \(path)")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        attach(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else {
      close(descriptor)
      throw TestSupportError("\(path): errno \(errno)")
    }
    return descriptor
  }
}
