import CardFuzz
import Glibc
import TrustFuzz

/// libFuzzer's own main function (compiler-rt, lib/fuzzer/FuzzerDriver.cpp), which this program starts itself.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Throws one input at the target that `CPSAUTH_FUZZ_TARGET` names, and stops where a promise broke.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  if let violation = FuzzCommand.violation(by: input) {
    print("broken promise: \(violation)")
    fflush(nil)
    abort()
  }
  return 0
}

/// libFuzzer over one of the targets.
///
/// The environment variable `CPSAUTH_FUZZ_TARGET` names it; the arguments are libFuzzer's.
@main struct FuzzCommand {
  private static let trust = named.flatMap(TrustFuzzTarget.init)
  private static let card = named.flatMap(FuzzTarget.init) ?? .objects
  private static let named = getenv("CPSAUTH_FUZZ_TARGET").map { String(cString: $0) }

  static func violation(by input: [UInt8]) -> String? {
    if let trust { return trust.violation(by: input) }
    return card.violation(by: input)
  }

  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, testOneInput))
  }
}
