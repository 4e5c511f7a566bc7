/// The versions of installed packages, as dpkg keeps them.
struct PackageVersions: Sendable {
  private let versions: [String: String]

  init(in files: MachineFiles) {
    var versions: [String: String] = [:]
    var package: Substring?
    for line in (files.text("/var/lib/dpkg/status") ?? "").split(separator: "\n") {
      if line.hasPrefix("Package: ") { package = line.dropFirst("Package: ".count) }
      if line.hasPrefix("Version: "), let package {
        versions[String(package)] = String(line.dropFirst("Version: ".count))
      }
    }
    self.versions = versions
  }

  /// The version of a package, or a question mark.
  subscript(_ package: String) -> String { versions[package] ?? "?" }
}
