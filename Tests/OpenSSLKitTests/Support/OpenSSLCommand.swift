import Foundation

/// The `openssl` command, as a second opinion that shares none of our code.
enum OpenSSLCommand {
  struct Answer {
    let status: Int32
    let output: String
  }

  /// Runs the command in a fresh folder that holds `files`, and removes the folder.
  static func run(_ arguments: [String], files: [String: [UInt8]] = [:]) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cpsauth-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, contents) in files { try Data(contents).write(to: folder.appending(path: name)) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Answer(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }
}
