#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "app/admin/doctor.h"
#include "app/admin/projects.h"
#include "base/rfc3339.h"
#include "base/units.h"

namespace picket::app {
namespace {

/// Visible within a second is the aim; a minute behind is felt, ten mean that nothing moves.
constexpr Duration kLagWarn = std::chrono::minutes(1);
constexpr Duration kLagFail = std::chrono::minutes(10);
/// Below this a single roll of segments or a checkpoint may not fit.
constexpr std::uint64_t kLeastFreeBytes = 256_MiB;
/// Two clients' clocks and ours differ less; NTP steps are smaller.
constexpr Duration kClockSkew = std::chrono::minutes(5);
/// 5,000 idle connections, the pools and the open segments fit in.
constexpr std::uint64_t kFilesWanted = 8192;
constexpr std::uint64_t kFilesNeeded = 1024;
/// No earlier than this program was written.
constexpr Timestamp kWritten = std::chrono::sys_days(std::chrono::year(2025) / 1 / 1);

std::string human_bytes(std::uint64_t bytes) {
  if (bytes < 1_MiB) return fmt::format("{} KiB", bytes >> 10U);
  if (bytes < 1_GiB) return fmt::format("{} MiB", bytes >> 20U);
  return fmt::format("{:.1f} GiB", static_cast<double>(bytes) / static_cast<double>(1_GiB));
}

std::string human_duration(Duration duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  if (seconds < 120) return fmt::format("{} s", seconds);
  if (seconds < 7200) return fmt::format("{} min", seconds / 60);
  return fmt::format("{} h", seconds / 3600);
}

Check check_writable(const DiskFacts& disk) {
  constexpr std::string_view kName = "data directory";
  if (disk.in_memory)
    return {kName, Health::warn, "everything is in memory and ends with the process",
            "Start without --ephemeral to keep what comes in."};
  if (disk.not_writable.empty()) return {kName, Health::ok, disk.path + " is writable", ""};
  return {kName, Health::fail, fmt::format("{}: {}", disk.path, disk.not_writable),
          "Give the directory to the user that runs Picket, and make sure that its file system is "
          "mounted read-write and not full."};
}

Check check_space(const DiskFacts& disk) {
  constexpr std::string_view kName = "disk space";
  if (disk.in_memory) return {kName, Health::ok, "nothing is on disk", ""};
  const std::string free = human_bytes(disk.free_bytes) + " free";
  const std::string remedy =
      "Free or add disk space, or lower retention_days and run `picket cleanup`.";
  if (disk.free_bytes < kLeastFreeBytes) return {kName, Health::fail, free, remedy};
  const auto growth = forecast(disk);
  if (!growth) return {kName, Health::ok, free + "; too few events yet for a forecast", ""};

  const std::string pace = fmt::format("{}, {} used, {} a day", free, human_bytes(disk.used_bytes),
                                       human_bytes(static_cast<std::uint64_t>(disk.bytes_per_day)));
  if (growth->fits())
    return {kName, Health::ok,
            fmt::format("{}: enough for {} days of retention", pace, disk.retention_days), ""};
  return {kName, growth->days_left < 2 ? Health::fail : Health::warn,
          fmt::format("{}: full in {} days, but it grows for {} until retention sets in", pace,
                      growth->days_left, growth->days_to_grow),
          remedy};
}

Check check_schema(const SchemaFacts& schema) {
  constexpr std::string_view kName = "schema";
  if (schema.pending.empty())
    return {kName, Health::ok, fmt::format("version {}, nothing pending", schema.version), ""};
  return {kName, Health::fail,
          fmt::format("version {}, {} migrations pending", schema.version, schema.pending.size()),
          "Run `picket upgrade`, or start the server, which does the same."};
}

Check check_key(const KeyFacts& key) {
  constexpr std::string_view kName = "secret key";
  const std::string remedy =
      "Put the file back from a backup and start again; if it is lost, `picket user "
      "reset-all-2fa` takes away the authenticators that it opened.";
  if (key.in_memory) return {kName, Health::ok, "in memory", ""};
  if (key.missing && key.factors == 0)
    return {kName, Health::ok, "not made yet: the next start makes it", ""};
  if (key.missing) {
    return {kName, Health::fail,
            fmt::format("{} is missing; {} accounts with an authenticator app cannot sign in",
                        key.path, key.factors),
            remedy};
  }
  if (key.unreadable > 0) {
    return {kName, Health::fail,
            fmt::format("{} does not open {} of {} authenticators: it is another key", key.path,
                        key.unreadable, key.factors),
            remedy};
  }
  return {kName, Health::ok, fmt::format("opens all {} authenticators", key.factors), ""};
}

Check check_lag(const LagFacts& lag) {
  constexpr std::string_view kName = "log";
  if (lag.pending == 0) return {kName, Health::ok, "nothing waits to be processed", ""};
  const std::string finding =
      fmt::format("{} messages wait, the oldest for {}", lag.pending, human_duration(lag.oldest));
  if (!lag.serving)
    return {kName, Health::warn, finding, "Start the server: it goes on where it stopped."};
  if (lag.oldest < kLagWarn) return {kName, Health::ok, finding, ""};
  return {kName, lag.oldest < kLagFail ? Health::warn : Health::fail, finding,
          "Look for lines of the consumer in the server's log; if there are none, the machine is "
          "too slow for what comes in."};
}

Check check_dead_letters(std::int64_t open) {
  constexpr std::string_view kName = "dead letters";
  if (open == 0) return {kName, Health::ok, "none", ""};
  return {kName, Health::warn, fmt::format("{} messages could not be processed", open),
          "See why with `picket dead-letters list`; after a fix bring them back with `picket "
          "dead-letters replay --all`."};
}

Check check_ledger(const LedgerFacts& ledger) {
  constexpr std::string_view kName = "ledger";
  // Behind by messages without rows, such as dead letters, is no news.
  if (ledger.behind > 0 && ledger_difference(ledger) != 0)
    return {
        kName, Health::warn,
        fmt::format("the event store is {} messages behind the database", ledger.behind),
        "Start the server: it stores the rows again that the database kept, and says how many."};
  if (!ledger.settled)
    return {kName, Health::ok, "not compared: batches are on their way at every look", ""};
  const std::string finding =
      fmt::format("{} stored + {} expired, {} accepted, {} counted on issues", ledger.rows,
                  ledger.expired, ledger.accepted, ledger.issue_events);
  if (ledger_difference(ledger) == 0) return {kName, Health::ok, finding, ""};
  return {kName, Health::fail, finding,
          "The three counts must be equal: restore the last backup if a store was replaced or "
          "edited by hand, else report it with the output of `picket doctor --json`."};
}

/// Received = kept + dropped + in progress: the part of the ledger's sum that the stores do not
/// see.
Check check_intake(const std::optional<IntakeFacts>& intake) {
  constexpr std::string_view kName = "intake";
  if (!intake) return {kName, Health::ok, "no server runs here that could receive anything", ""};
  const std::string finding = fmt::format(
      "{} items received: {} kept, {} dropped with an outcome, {} in progress, {} without any",
      intake->received, intake->kept, intake->dropped, intake->in_progress(), intake->forgotten);
  if (intake->forgotten > 0)
    return {kName, Health::fail, finding,
            "A mistake of Picket: report it with the server's log and the output of `picket doctor "
            "--json`."};
  if (intake->outcomes_lost > 0)
    return {kName, Health::warn,
            fmt::format("{}; {} outcomes found no place", finding, intake->outcomes_lost),
            "The log refused for so long that counts of dropped items had to be given up: see the "
            "checks of the disk, and restart the server to begin a new count."};
  return {kName, Health::ok, finding, ""};
}

Check check_clock(const ClockFacts& clock) {
  constexpr std::string_view kName = "clock";
  const std::string remedy = "Set the machine's clock and keep it right with NTP.";
  if (clock.now < kWritten)
    return {kName, Health::fail, fmt::format("it is {}", format_rfc3339(clock.now)), remedy};
  if (clock.newest > clock.now + kClockSkew)
    return {kName, Health::fail,
            fmt::format("it is {}, but an event was received at {}", format_rfc3339(clock.now),
                        format_rfc3339(clock.newest)),
            remedy};
  return {kName, Health::ok, fmt::format("it is {}", format_rfc3339(clock.now)), ""};
}

Check check_limits(const LimitFacts& limits) {
  constexpr std::string_view kName = "file limit";
  const std::string finding = fmt::format("{} open files", limits.files);
  if (limits.files >= kFilesWanted) return {kName, Health::ok, finding, ""};
  return {kName, limits.files < kFilesNeeded ? Health::fail : Health::warn, finding,
          fmt::format("Raise the hard limit to {} or more (`LimitNOFILE=` of systemd, `--ulimit "
                      "nofile` of Docker): a connection takes one each.",
                      kFilesWanted)};
}

template <class T, class Diagnose>
Check check(std::string_view name, const Fact<T>& fact, Diagnose diagnose) {
  if (fact) return diagnose(*fact);
  return {name, Health::fail, fact.error(),
          "Find the cause in the sentence before, and in the server's log; nothing can be said "
          "about this until it is gone."};
}

}  // namespace

std::optional<SpaceForecast> forecast(const DiskFacts& disk) noexcept {
  if (disk.bytes_per_day <= 0) return std::nullopt;
  return SpaceForecast{
      static_cast<std::int64_t>(disk.free_bytes / static_cast<std::uint64_t>(disk.bytes_per_day)),
      std::max<std::int64_t>(0, disk.retention_days - disk.days_kept)};
}

std::vector<Check> diagnose(const DoctorFacts& facts) {
  return {check("data directory", facts.disk, check_writable),
          check("disk space", facts.disk, check_space),
          check("schema", facts.schema, check_schema),
          check("secret key", facts.key, check_key),
          check("log", facts.lag, check_lag),
          check("dead letters", facts.dead_letters, check_dead_letters),
          check("ledger", facts.ledger, check_ledger),
          check("clock", facts.clock, check_clock),
          check("file limit", facts.limits, check_limits),
          check("intake", facts.intake, check_intake)};
}

std::int64_t ledger_difference(const LedgerFacts& ledger) noexcept {
  const std::int64_t stored = ledger.rows + ledger.expired;
  return std::max({stored, ledger.accepted, ledger.issue_events}) -
         std::min({stored, ledger.accepted, ledger.issue_events});
}

std::string_view to_string(Health health) noexcept {
  switch (health) {
    case Health::ok:
      return "ok";
    case Health::warn:
      return "warn";
    case Health::fail:
      return "fail";
  }
  return "fail";
}

}  // namespace picket::app
