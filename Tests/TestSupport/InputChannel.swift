import Foundation

/// The two ends of a child's standard input.
struct InputChannel {
  /// What the child reads.
  let childEnd: Int32
  /// What the test writes to, when the input stays open.
  let ownEnd: Int32?

  init(_ input: ChildProcess.Input, in directory: TemporaryDirectory) throws {
    switch input {
    case .none:
      childEnd = open("/dev/null", O_RDONLY | O_CLOEXEC)
      ownEnd = nil
    case .bytes(let bytes):
      let file = directory.path("stdin")
      try Data(bytes).write(to: URL(filePath: file))
      childEnd = open(file, O_RDONLY | O_CLOEXEC)
      ownEnd = nil
    case .open:
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw TestSupportError("pipe: errno \(errno)") }
      childEnd = ends[0]
      ownEnd = ends[1]
    }
    guard childEnd >= 0 else { throw TestSupportError("no input for a child: errno \(errno)") }
  }

  func closeChildEnd() { close(childEnd) }
  func closeOwnEnd() { if let ownEnd { close(ownEnd) } }
}
