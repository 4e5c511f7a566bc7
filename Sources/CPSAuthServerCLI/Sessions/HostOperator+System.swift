import CPSAuth
import CPSDiagnostics
import Foundation

extension HostOperator {
  /// No user logged in (`AUDIT_UID_UNSET`, linux/audit.h).
  private static let nobody = uid_t.max
  /// Where Linux keeps who logged in, whatever became of the user since, such as by sudo (proc_pid_loginuid(5)).
  private static let loginFile = "/proc/self/loginuid"

  /// Who runs this process: who logged in, where the system knows it, and as whom they act.
  static var ofThisProcess: HostOperator {
    let user = name(of: getuid())
    let login = FileManager.default.contents(atPath: loginFile)
      .flatMap { uid_t(String(decoding: $0, as: UTF8.self)) }
    return HostOperator(
      name: login.flatMap { $0 == nobody ? nil : name(of: $0) } ?? user, user: user,
      host: PrintableText.escaped(ProcessInfo.processInfo.hostName))
  }

  /// The name of a user, or its number where it has none (getpwuid_r(3)).
  private static func name(of user: uid_t) -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var memory = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(user, &entry, &memory, memory.count, &found) == 0, found != nil,
      let name = entry.pw_name
    else { return "uid \(user)" }
    return PrintableText.escaped(String(cString: name))
  }
}
