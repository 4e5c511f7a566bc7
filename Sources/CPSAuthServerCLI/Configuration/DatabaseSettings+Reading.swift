import CPSConfiguration
import CPSDiagnostics

#if PostgreSQL
  import CPSAuthPostgres
#endif

extension DatabaseSettings {
  /// Reads the path of a file, or a section that names a server.
  init(_ value: ConfigurationValue, _ paths: PathResolver) throws(CPSError) {
    guard value.isMapping else {
      self = .file(path: paths.resolve(try value.string()))
      return
    }
    #if PostgreSQL
      self = .server(
        try value.section { section throws(CPSError) in
          do throws(CPSError) {
            return try PostgreSQLServer(&section, paths)
          } catch {
            // What the reader refused says where; what the server's own rules refuse does not.
            guard error.values["place"] == PostgreSQLServer.place else { throw error }
            throw value.refusal(error.values["detail"] ?? "")
          }
        })
    #else
      throw value.refusal(
        "the path of a file is expected: this server was built without the trait PostgreSQL")
    #endif
  }
}

#if PostgreSQL
  extension PostgreSQLServer {
    /// Reads `hosts`, `port`, `name`, `user`, `authorities`, `password-file` and `connections`.
    fileprivate init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
      var hosts: [Host] = []
      for value in try reader.required("hosts").list() {
        let text = try value.string()
        hosts.append(text.hasPrefix("/") ? .socket(directory: text) : .machine(name: text))
      }
      let port = try reader.optional("port")?.integer(in: 1...Int(UInt16.max))
      let authorities = try reader.optional("authorities")?.string()
      let passwordFile = try reader.optional("password-file")?.string()
      let connections = try reader.optional("connections")?.integer(in: 1...Self.maximumConnections)
      try self.init(
        hosts: hosts, port: port.map { UInt16($0) } ?? Self.standardPort,
        database: try reader.required("name").string(), user: try reader.required("user").string(),
        authorities: authorities.map(paths.resolve), passwordFile: passwordFile.map(paths.resolve),
        connections: connections ?? Self.standardConnections)
    }
  }
#endif
