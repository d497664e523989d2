// swift-tools-version: 6.2
import PackageDescription

/// The floors and who may import whom: docs/house.md. Tests/HouseTests holds this file to it.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let vocabulary: [Target.Dependency] = ["Vocabulary"]
let evidence = vocabulary + ["Evidence"]
let forensics = evidence + ["Mail", "Domains", "Forensics"]
let casework = forensics + ["Attribution", "Casework"]
let letters = casework + ["Letters"]
let operations = letters + ["Operations"]

func floor(_ name: String, over below: [Target.Dependency], and others: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: below + others, swiftSettings: strict)
}

func tests(
  of name: String, using below: [Target.Dependency], and others: [Target.Dependency] = [],
  without excluded: [String] = []
) -> Target {
  .testTarget(name: name + "Tests", dependencies: below + others, exclude: excluded, swiftSettings: strict)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let sockets: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let transport: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let server: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let listener: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let fields: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let templates: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let services: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let adapters = operations + ["Store", "Probes", "Post", "Web"]

let package = Package(
  name: "candor",
  products: [.executable(name: "candor", targets: ["candor"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPsl", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(name: "CIdn2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
    .systemLibrary(name: "CIcu", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CUnbound", pkgConfig: "libunbound", providers: [.apt(["libunbound-dev"])]),
    .target(name: "CSpoof", dependencies: ["CIcu"]),
    .target(name: "CTransfer", dependencies: ["CCurl"]),

    floor("Vocabulary", over: [], and: ["CCrypto"]),
    floor("Evidence", over: vocabulary, and: ["CCrypto", "CSodium"]),
    floor("Mail", over: evidence, and: ["CCrypto"]),
    floor("Domains", over: evidence, and: ["CPsl", "CIdn2", "CSpoof"]),
    floor("Forensics", over: evidence + ["Mail", "Domains"]),
    floor("Attribution", over: evidence),
    floor("Casework", over: forensics + ["Attribution"]),
    floor("Letters", over: casework),
    floor("Operations", over: letters, and: ["CSodium", logging]),
    floor("Store", over: operations, and: [database, sqlite, logging]),
    floor("Probes", over: operations, and: ["CUnbound"]),
    floor("Post", over: operations, and: [yams, "CTransfer", sockets, transport, services, logging]),
    floor("Web", over: operations, and: [server, listener, templates, fields, sockets, services, logging, metrics]),
    .executableTarget(name: "Benchmarks", dependencies: operations + ["Post", arguments], swiftSettings: strict),
    .executableTarget(
      name: "candor", dependencies: adapters + [arguments, services, signals, logging, metrics], swiftSettings: strict),

    tests(of: "Vocabulary", using: vocabulary),
    tests(of: "Evidence", using: evidence, and: ["Servers"]),
    tests(of: "Mail", using: evidence + ["Mail"], and: [yams], without: ["Fixtures"]),
    tests(of: "Domains", using: evidence + ["Domains"], and: [yams]),
    tests(of: "Forensics", using: operations + ["Post"], and: ["Signing"]),
    tests(of: "Attribution", using: evidence + ["Attribution"]),
    tests(of: "Casework", using: operations + ["Post"]),
    .target(name: "Signing", dependencies: ["CCrypto", "Mail"], path: "Tests/Signing", swiftSettings: strict),
    .target(name: "Servers", path: "Tests/Servers", swiftSettings: strict),
    .target(name: "Schemas", dependencies: ["Vocabulary"], path: "Tests/Schemas", swiftSettings: strict),
    tests(of: "Letters", using: operations + ["Post"], and: ["Schemas"], without: ["Golden"]),
    tests(of: "Operations", using: operations),
    tests(of: "Store", using: operations + ["Store", "Post"], and: ["Servers", database]),
    tests(
      of: "Probes", using: operations + ["Store", "Probes", "Post"], and: ["Signing", "Servers", database],
      without: ["Fixtures"]),
    tests(of: "Post", using: operations + ["Post"], and: ["Servers", services, logging]),
    tests(of: "Web", using: operations + ["Store", "Post", "Web"], and: ["Servers", services, logging]),
    tests(of: "Candor", using: ["Vocabulary"], and: ["Schemas", "Servers", "Signing", .target(name: "candor")]),
    tests(of: "House", using: operations + ["Post", "Web"], and: ["Servers", yams]),
  ]
)
