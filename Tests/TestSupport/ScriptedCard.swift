private import Foundation
private import Synchronization

/// A card in a virtual reader that answers as a test dictates: for misbehaviour that a true card never shows.
public final class ScriptedCard: Sendable {
  /// What the card does with a command.
  public enum Reply: Sendable {
    /// Answers these bytes.
    case answer([UInt8])
    /// Answers these bytes, once the test has opened the gate: no clock decides who was first.
    case held(Gate, [UInt8])
    /// Leaves the reader without an answer.
    case leave
  }

  /// What holds answers back until a test opens it, for good.
  public final class Gate: Sendable {
    private let signal = DispatchSemaphore(value: 0)

    /// A closed gate.
    public init() {}

    /// Lets every answer through, those to come included.
    public func open() { signal.signal() }

    /// Who is let through lets the next one through.
    fileprivate func wait() {
      signal.wait()
      signal.signal()
    }
  }

  private struct Record {
    var commands: [[UInt8]] = []
    var resetCount = 0
    var isGone = false
  }

  private let socket: VpcdSocket
  private let record = Mutex(Record())

  /// Inserts a card into the slot on `port`.
  ///
  /// Pcscd sees it within about 0.4 s: wait for the reader to say so.
  ///
  /// - Parameter onReset: runs while the reader waits for the end of a reset.
  public init(
    port: UInt16, answerToReset: [UInt8], onReset: @escaping @Sendable () -> Void = {},
    replying reply: @escaping @Sendable ([UInt8]) -> Reply
  ) throws {
    socket = try VpcdSocket(port: port)
    let thread = Thread { [self] in serve(answerToReset, onReset, reply) }
    thread.name = "scripted card"
    thread.start()
  }

  /// The commands received, in order.
  public var commands: [[UInt8]] { record.withLock(\.commands) }
  /// How often the reader reset the card.
  public var resetCount: Int { record.withLock(\.resetCount) }

  /// Takes the card out.
  ///
  /// The thread that reads alone closes the socket, and nobody touches it from then on: its number may be
  /// another's.
  public func remove() {
    record.withLock { record in
      if !record.isGone { socket.shut() }
    }
  }

  private func leave() {
    record.withLock { record in
      record.isGone = true
      socket.close()
    }
  }

  private func serve(
    _ answerToReset: [UInt8], _ onReset: @Sendable () -> Void, _ reply: @Sendable ([UInt8]) -> Reply
  ) {
    defer { leave() }
    while let frame = socket.receive() {
      switch frame {
      case .powerOn, .powerOff: break
      case .reset:
        record.withLock { $0.resetCount += 1 }
        onReset()
      case .answerToReset: socket.send(answerToReset)
      case .command(let bytes):
        record.withLock { $0.commands.append(bytes) }
        switch reply(bytes) {
        case .answer(let answer): socket.send(answer)
        case .held(let gate, let answer):
          gate.wait()
          socket.send(answer)
        case .leave: return
        }
      }
    }
  }
}
