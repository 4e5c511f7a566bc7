/// The version of this software, until there is a first release (CHANGELOG.md).
enum ProductVersion {
  static let text = "0.1.0-dev"
}
