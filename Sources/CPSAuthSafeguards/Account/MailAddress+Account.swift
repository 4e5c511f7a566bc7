extension MailAddress {
  /// What stands before the `@`.
  var mailbox: String { String(text.prefix { $0 != "@" }) }

  /// The address in small letters, by which accounts are found: no list of leaked addresses agrees about them, and
  /// hardly any provider tells them apart.
  var searchText: String { text.lowercased() }
}
