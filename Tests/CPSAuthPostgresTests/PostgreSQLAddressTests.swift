import CPSDiagnostics
import Testing

@testable import CPSAuthPostgres

@Suite struct PostgreSQLAddressTests {
  @Test func `an address names hosts, port, database, role and files`() throws {
    #expect(
      try PostgreSQLServer(
        address: "postgresql://auditor@db1.internal:5433,db2.internal:5433/cps%61uth"
          + "?sslrootcert=%2Fetc%2Fca.pem&passfile=/etc/password&sslmode=verify-full", connections: 1)
        == PostgreSQLServer(
          hosts: [.machine(name: "db1.internal"), .machine(name: "db2.internal")], port: 5_433,
          database: "cpsauth", user: "auditor", authorities: "/etc/ca.pem", passwordFile: "/etc/password",
          connections: 1))
    let socket = try PostgreSQLServer(
      hosts: [.socket(directory: "/run/postgresql")], database: "d", user: "u")
    for address in [
      "postgresql:///d?host=/run/postgresql&user=u", "postgres://u@%2Frun%2Fpostgresql/d",
      "postgresql://?dbname=d&user=u&host=/run/postgresql&port=5432",
    ] {
      #expect(try PostgreSQLServer(address: address) == socket)
    }
    #expect(
      try PostgreSQLServer(address: "postgresql://u@[2001:db8::1]:5434/d?sslrootcert=c")
        == PostgreSQLServer(
          hosts: [.machine(name: "2001:db8::1")], port: 5_434, database: "d", user: "u", authorities: "c"))
  }

  @Test(arguments: [
    "postgresql://u:s3cret@h/d?sslrootcert=c", "postgresql://u@h/d?sslrootcert=c&password=s3cret",
    "postgresql://:s3cret@h/d?sslrootcert=c", "postgresql://u:s3%63ret@/d?host=/run/a",
  ])
  func `a password has no place there, and is not repeated`(address: String) throws {
    do throws(CPSError) {
      _ = try PostgreSQLServer(address: address)
      Issue.record("accepted")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      let told = error.description + error.message(in: .english) + error.message(in: .french)
      #expect(!told.contains("s3"))
      #expect(told.contains("passfile"))
    }
  }

  @Test(arguments: [
    "mysql://u@h/d", "postgresql://", "postgresql://u@h/d", "postgresql:///d?host=/run/a",
    "postgresql://u@/d", "postgresql://u@h/?sslrootcert=c",
    "postgresql://u@h/d?sslrootcert=c&sslmode=disable",
    "postgresql://u@h/d?sslrootcert=c&sslmode=require", "postgresql://u@h:1,g:2/d?sslrootcert=c",
    "postgresql://u@h:0/d?sslrootcert=c", "postgresql://u@h:65536/d?sslrootcert=c",
    "postgresql://u@h:x/d?sslrootcert=c", "postgresql://u@h/d?sslrootcert=c&sslrootcert=d",
    "postgresql://u@h/d?sslrootcert", "postgresql://u@h/d?service=x", "postgresql://u@h/d%2?sslrootcert=c",
    "postgresql://u@h/d% 2?sslrootcert=c", "postgresql://u@h/%ff?sslrootcert=c",
    "postgresql://u@h/d%00?sslrootcert=c", "postgresql://u@h,/d?sslrootcert=c",
    "postgresql://u@h/d?sslrootcert=c&user=v",
  ])
  func `what cannot be meant, or asks for less than verified TLS, is refused`(address: String) {
    #expect(throws: CPSError(.configurationInvalid)) { try PostgreSQLServer(address: address) }
  }
}
