#include "load/report.h"

#include <cmath>
#include <iterator>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "protocol/json.h"

namespace picket::load {
namespace {

namespace json = boost::json;

double ms(Micros time) {
  return static_cast<double>(time.count()) / 1000;
}

/// Two decimals are more than any of these figures is good for.
double rounded(double value) {
  return std::round(value * 100) / 100;
}

json::value optional(const std::optional<double>& value) {
  return value ? json::value(rounded(*value)) : json::value(nullptr);
}
json::value optional(const std::optional<std::uint64_t>& value) {
  return value ? json::value(*value) : json::value(nullptr);
}

void line(std::string& out, std::string_view name, const std::optional<double>& value,
          std::string_view unit, int decimals = 1) {
  if (!value) return;
  fmt::format_to(std::back_inserter(out), "{:<26}{:>12.{}f} {}\n", name, *value, decimals, unit);
}

void line(std::string& out, std::string_view name, const Latency& latency) {
  fmt::format_to(std::back_inserter(out),
                 "{:<26}p50 {:.2f} ms, p99 {:.2f} ms, max {:.2f} ms ({} events)\n", name,
                 ms(latency.p50), ms(latency.p99), ms(latency.max), latency.count);
}

}  // namespace

std::string to_json(const Report& report) {
  json::object by_status;
  for (const auto& [status, count] : report.refused) by_status[std::to_string(status)] = count;
  json::value visible = nullptr;
  if (report.visible) {
    visible = {{"p50", ms(report.visible->p50)},
               {"p99", ms(report.visible->p99)},
               {"samples", report.visible->count}};
  }
  const json::object result{{"events", report.events},
                            {"accepted_per_s", rounded(report.accepted_per_s)},
                            {"visible_per_s", optional(report.visible_per_s)},
                            {"answer_ms",
                             {{"p50", ms(report.answer.p50)},
                              {"p99", ms(report.answer.p99)},
                              {"max", ms(report.answer.max)}}},
                            {"visible_ms", visible},
                            {"server_cpu_us_per_event", optional(report.server_cpu_us_per_event)},
                            {"server_cpu_us_per_kb", optional(report.server_cpu_us_per_kb)},
                            {"server_peak_rss_mb", optional(report.server_peak_rss_mb)},
                            {"disk_bytes_per_event", optional(report.disk_bytes_per_event)},
                            {"raw_bytes_per_event", rounded(report.raw_bytes_per_event)},
                            {"gzip_bytes_per_event", rounded(report.gzip_bytes_per_event)},
                            {"rejected", report.rejected()},
                            {"rejected_by_status", by_status},
                            {"lost", optional(report.lost)},
                            {"issues", optional(report.issues)},
                            {"seconds", rounded(report.seconds)},
                            {"prepared_late", report.prepared_late}};
  std::string out;
  protocol::write_json(result, out);
  return out;
}

std::string to_text(const Report& report) {
  std::string out = fmt::format("{} events in {:.1f} s: {} accepted, {} rejected", report.events,
                                report.seconds, report.accepted, report.rejected());
  if (report.lost) out += fmt::format(", {} lost", *report.lost);
  if (report.issues) out += fmt::format("; {} issues", *report.issues);
  out += '\n';
  for (const auto& [status, count] : report.refused) {
    out += status == 0 ? fmt::format("  without an answer: {}\n", count)
                       : fmt::format("  answered {}: {}\n", status, count);
  }
  line(out, "accepted", report.accepted_per_s, "events/s");
  line(out, "processed and visible", report.visible_per_s, "events/s");
  line(out, "answer", report.answer);
  if (report.visible) line(out, "from answer to visible", *report.visible);
  line(out, "server CPU", report.server_cpu_us_per_event, "us/event");
  line(out, "server CPU", report.server_cpu_us_per_kb, "us/KB of event", 2);
  line(out, "server peak RSS", report.server_peak_rss_mb, "MB");
  line(out, "disk", report.disk_bytes_per_event, "bytes/event", 0);
  line(out, "event", report.raw_bytes_per_event, "bytes", 0);
  line(out, "event, gzip", report.gzip_bytes_per_event, "bytes", 0);
  if (report.prepared_late > 0) {
    out += fmt::format("{} events were made while sending; that slowed the generator\n",
                       report.prepared_late);
  }
  return out;
}

}  // namespace picket::load
