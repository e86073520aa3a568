// The schema: every key that an operator may set. docs/config.md is generated from this table.
#include <array>

#include "app/config/option.h"

namespace picket::app {
namespace {

constexpr std::array<std::string_view, 4> kLogLevels = {"debug", "info", "warn", "error"};
constexpr std::array<std::string_view, 2> kLogFormats = {"text", "json"};

/// Per second: far more than a machine takes.
constexpr std::int64_t kMostRate = 1'000'000'000;

const std::array kOptions = {
    Option{"data", TextOption{&Settings::data, {}}, "data", "",
           "Directory of everything that Picket keeps; created with mode 0700. One process per "
           "directory. Relative to the working directory, so that a trial needs no root."},
    Option{"listen", TextOption{&Settings::listen, {}}, "127.0.0.1:9000", "",
           "Address and port for SDKs, the API and the health pages. IPv6 addresses in brackets; "
           "port 0 takes a free one. The default is not reachable from other machines: open it on "
           "purpose, behind TLS."},
    Option{
        "secret_key_file", TextOption{&Settings::secret_key_file, {}}, "", "",
        "File with the key that second factors and the secrets of integrations are encrypted "
        "with, made at the first start. Nobody else may be able to read it. Empty: `secret.key` "
        "in the data directory; elsewhere, a copy of the data directory alone gives nothing away. "
        "Keep a copy: without it those secrets are lost."},
    Option{"url", TextOption{&Settings::url, {}}, "", "",
           "Where browsers and API clients reach Picket, path prefix included, such as "
           "`https://errors.example.com/picket`. Empty: `http://` and the address it listens on."},
    Option{"ingest_url", TextOption{&Settings::ingest_url, {}}, "", "",
           "What every DSN starts with, when SDKs use another address than browsers. Empty: the "
           "same as `url`."},
    Option{"trusted_proxies", ListOption{&Settings::trusted_proxies},
           "127.0.0.0/8, ::1/128, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7", "",
           "Peers whose X-Forwarded-For is believed. Loopback and private ranges, where reverse "
           "proxies live; a client on the internet can then not choose its own address."},
    Option{
        "geoip_path", TextOption{&Settings::geoip_path, {}}, "", "",
        "Database of places in MaxMind's format, such as GeoLite2-City.mmdb: country and city of "
        "each user's address become part of an event. Read at the start; to renew it, rename a "
        "new file into its place and restart, as the running server reads on in the old one. "
        "Empty: none, which costs nothing."},
    Option{"generic_filters", TextOption{&Settings::generic_filters, {}}, "", "",
           "Conditions by which events of all projects are dropped when they arrive, as JSON: "
           "`{\"version\": 1, \"filters\": [{\"id\", \"isEnabled\", \"condition\"}]}`. A project "
           "may switch "
           "each of them on or off; docs/filters.md says how and what a condition is."},
    Option{"log.level", TextOption{&Settings::log_level, kLogLevels}, "info", "",
           "Least level that is written to standard error. `info` is a few lines per start and "
           "stop, never one per event."},
    Option{"log.format", TextOption{&Settings::log_format, kLogFormats}, "text", "",
           "`json` writes one object per line for log collectors."},
    Option{
        "partitions", NumberOption{&Settings::partitions, 1, 64}, "2", "partitions",
        "Parallel lanes of the log. Each has a consumer of its own, so more than the machine has "
        "cores gains nothing. On an existing data directory a higher number adds some, a lower one "
        "changes nothing."},
    Option{"retention_days", NumberOption{&Settings::retention_days, 1, 3650}, "30", "days",
           "How long events are kept, by day of reception. Issues outlive their events. Disk use "
           "grows in proportion; `picket doctor` forecasts it."},
    Option{"log.segment_bytes", NumberOption{&Settings::log_segment_bytes, 65536, 1 << 30},
           "67108864", "bytes",
           "Size at which a file of the log is closed and a new one begun, Kafka's "
           "`log.segment.bytes`. Space comes back a file at a time and a start reads the last one "
           "through: 64 MiB take well under a second."},
    Option{
        "abuse.window_seconds", NumberOption{&Settings::abuse_window_s, 1, 3600}, "10", "seconds",
        "Time over which the limits of `abuse` are averages: a burst of this many seconds' worth "
        "is let through at once. Sentry's is ten seconds, too."},
    Option{
        "abuse.project_errors", NumberOption{&Settings::abuse_project_errors, -1, kMostRate}, "0",
        "per second",
        "Errors that any one project may send, on average; more are refused with 429 and counted "
        "as `abuse`. 0: no limit, which suits a server of one's own. -1: nothing is let through. "
        "This holds for the other limits of `abuse` as well. What a project, key or organization "
        "is granted is set in its settings, see docs/quotas.md."},
    Option{"abuse.project_transactions",
           NumberOption{&Settings::abuse_project_transactions, -1, kMostRate}, "0", "per second",
           "Transactions of any one project."},
    Option{
        "abuse.project_attachment_bytes",
        NumberOption{&Settings::abuse_project_attachment_bytes, -1, kMostRate}, "0",
        "bytes per second",
        "Bytes of attachments of any one project. One attachment may have 200 MiB; a limit below "
        "that, taken over the window, refuses it always."},
    Option{"abuse.project_attachment_items",
           NumberOption{&Settings::abuse_project_attachment_items, -1, kMostRate}, "0",
           "per second", "Attachments of any one project."},
    Option{"abuse.project_sessions", NumberOption{&Settings::abuse_project_sessions, -1, kMostRate},
           "0", "per second", "Session updates of any one project."},
    Option{"abuse.project_spans", NumberOption{&Settings::abuse_project_spans, -1, kMostRate}, "0",
           "per second", "Standalone spans of any one project."},
    Option{"abuse.project_log_bytes",
           NumberOption{&Settings::abuse_project_log_bytes, -1, kMostRate}, "0", "bytes per second",
           "Bytes of structured logs of any one project."},
    Option{"abuse.organization_errors",
           NumberOption{&Settings::abuse_organization_errors, -1, kMostRate}, "0", "per second",
           "Errors of all projects of any one organization together."},
    Option{"duckdb.memory_mb", NumberOption{&Settings::duckdb_memory_mb, 64, 65536}, "128", "MiB",
           "Memory that the event store may use for queries and loads before it spills to disk. "
           "With 512 a load of 3 million rows peaked over 500 MiB of resident memory, with 128 at "
           "236."},
    Option{"duckdb.threads", NumberOption{&Settings::duckdb_threads, 1, 64}, "2", "threads",
           "Threads of one query. Two answer 3 million rows within the 50 ms budget and leave a "
           "small machine to the other roles."},
    Option{"duckdb.checkpoint_bytes",
           NumberOption{&Settings::duckdb_checkpoint_bytes, 65536, 1 << 30}, "16777216", "bytes",
           "Size of the event store's write-ahead log at which its rows move into the database "
           "file. Smaller ones compress the same rows again more often, larger ones take longer "
           "to replay after a crash: 16 MiB take 0.2 s."},
};

}  // namespace

std::span<const Option> options() {
  return kOptions;
}

}  // namespace picket::app
