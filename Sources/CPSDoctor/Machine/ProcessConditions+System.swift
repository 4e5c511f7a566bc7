internal import CPSPrimitives
internal import Glibc

extension ProcessConditions {
  /// Those of this very process.
  public static var ofThisProcess: ProcessConditions {
    ProcessConditions(
      user: geteuid(), identifier: getpid(), hasTerminal: hasTerminal, locksMemory: locksMemory,
      installed: installed)
  }

  private static var hasTerminal: Bool {
    let descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  private static var locksMemory: Bool {
    guard let secret = try? SecretBytes(copying: [0]) else { return false }
    return secret.isLocked
  }

  private static var installed: Timestamp? {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    return Timestamp(secondsSince1970: Int64(status.st_mtim.tv_sec))
  }
}
