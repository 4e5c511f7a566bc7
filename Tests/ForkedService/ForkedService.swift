import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A service that is forked after its secrets were read, as a server does that forks its workers (attack case CA-15).
///
/// Prints what the child and then the parent make of the same values, a line for each. Nothing asynchronous has run
/// when it forks, so that both have the threads that their calls need; the parent works only after the child has
/// ended, so that it is seen to go on.
@main struct ForkedService {
  /// fork(2), which Swift does not import.
  private typealias Fork = @convention(c) () -> pid_t

  static func main() throws {
    let scene = try ForkScene()
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "fork") else { exit(EXIT_FAILURE) }
    let child = unsafeBitCast(symbol, to: Fork.self)()
    guard child >= 0 else { exit(EXIT_FAILURE) }
    if child > 0 {
      var status: Int32 = 0
      guard waitpid(child, &status, 0) == child, status == 0 else { exit(EXIT_FAILURE) }
    }
    let name = child == 0 ? "child" : "parent"
    Task {
      for line in await scene.report() { print("\(name) \(line)") }
      exit(EXIT_SUCCESS)
    }
    dispatchMain()
  }
}
