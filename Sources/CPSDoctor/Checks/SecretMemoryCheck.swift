internal import CPSDiagnostics

/// Whether secrets can be kept off every disk.
struct SecretMemoryCheck: Check {
  func findings(on machine: Machine) -> [Finding] {
    let limits = ResourceLimits(in: machine.files)
    let memory: Finding =
      machine.conditions.locksMemory
      ? Finding(.memory, fact: .memoryLocked)
      : .remark(
        .memory, CPSError(.memoryNotLocked), because: .memoryNotLockable, ["limit": limits.lockedMemory])
    let pattern = machine.files.line("/proc/sys/kernel/core_pattern") ?? "core"
    let coreFiles: Finding =
      limits.coreFile == "0"
      ? Finding(.memory, fact: .coreFilesOff)
      : .remark(
        .memory, CPSError(.coreFilesEnabled), because: .coreFilesWritten,
        ["limit": limits.coreFile, "pattern": pattern])
    return [memory, coreFiles]
  }
}
