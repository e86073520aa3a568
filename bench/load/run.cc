#include "load/run.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "load/api.h"
#include "load/drain.h"
#include "load/mix.h"
#include "load/prepare.h"
#include "load/process.h"
#include "load/sample.h"
#include "load/sender.h"
#include "load/tally.h"
#include "load/visibility.h"

namespace picket::load {
namespace {

using std::chrono::steady_clock;

/// Prepared requests in memory; the rest of a longer run is prepared while it is sent.
constexpr std::uint64_t kMaxPreparedBytes = 4ULL << 30U;
/// A closed loop with --seconds may get faster than its warm-up was.
constexpr double kSpareEvents = 1.5;
/// An open loop warms up no longer than this.
constexpr double kWarmUpSeconds = 3;
/// With --event-bytes, files between a quarter and four times that size.
constexpr std::size_t kSizeFactor = 4;

double seconds_between(SteadyTime from, SteadyTime to) {
  return std::chrono::duration<double>(to - from).count();
}

class Run {
 public:
  Run(const Options& options, std::FILE* progress) : options_(options), progress_(progress) {}

  Result<void, std::string> set_up();
  Result<void, std::string> warm_up();
  Result<Report, std::string> measure();

 private:
  struct Before {
    IssueTotals totals;
    std::optional<std::chrono::microseconds> cpu;
    std::uint64_t disk = 0;
  };

  void say(std::string_view text) const {
    if (progress_ != nullptr) std::fputs(fmt::format("{}\n", text).c_str(), progress_);
  }
  Result<void, std::string> load_samples();
  std::optional<Schedule> schedule(SteadyTime start) const {
    return options_.rate > 0 ? std::optional(Schedule(start, options_.rate)) : std::nullopt;
  }
  std::uint64_t events_to_prepare() const;
  Result<Before, std::string> look_before();
  Result<void, std::string> look_after(const Before& before, const Tally& tally, SteadyTime start,
                                       Report& report);

  void look_at_process(const Before& before, const Tally& tally, Report& report) const;
  /// The access of `api_` over a connection of its own.
  Result<Api, std::string> connect_api() const;

  const Options& options_;
  std::FILE* progress_;
  Target target_;
  Address address_;
  std::optional<Api> api_;
  std::vector<Sample> samples_;
  std::optional<Mix> mix_;
  std::optional<Preparer> preparer_;
  std::uint64_t next_index_ = 0;
  double warm_rate_ = 0;
  double request_bytes_ = 0;
};

Result<void, std::string> Run::load_samples() {
  auto samples = read_samples(options_.samples);
  if (!samples) return unexpected(samples.error());
  samples_ = std::move(*samples);
  const std::size_t wanted = options_.event_bytes;
  if (wanted != 0) {
    std::erase_if(samples_, [&](const Sample& sample) {
      return sample.bytes < wanted / kSizeFactor || sample.bytes > wanted * kSizeFactor;
    });
    if (samples_.empty()) return unexpected(fmt::format("no sample is near {} bytes", wanted));
  }
  const auto mean = static_cast<double>(wanted != 0 ? wanted : kDefaultMeanBytes);
  mix_.emplace(weigh(samples_, mean, wanted != 0 ? std::nullopt : std::optional(kNativeShare)),
               kIssues);
  preparer_.emplace(target_, samples_, *mix_, options_.seed);
  return {};
}

Result<Api, std::string> Run::connect_api() const {
  auto url = parse_url(options_.api_url);
  if (!url) return unexpected(url.error());
  return Api::connect({.url = std::move(*url),
                       .token = options_.token,
                       .org = options_.org,
                       .project = options_.project});
}

Result<void, std::string> Run::set_up() {
  auto target = parse_target(options_.dsn);
  if (!target) return unexpected(target.error());
  target_ = std::move(*target);
  const auto address = resolve(target_.url);
  if (!address) return unexpected(address.error());
  address_ = *address;
  if (options_.with_api()) {
    auto api = connect_api();
    if (!api) return unexpected(api.error());
    api_.emplace(std::move(*api));
  }
  if (options_.pid != 0 && !cpu_time(options_.pid)) {
    return unexpected(fmt::format("no process {}", options_.pid));
  }
  return load_samples();
}

Result<void, std::string> Run::warm_up() {
  std::uint64_t count = options_.warm_up;
  if (options_.rate > 0) {
    count = std::min(count, static_cast<std::uint64_t>(options_.rate * kWarmUpSeconds));
  }
  if (count == 0) return {};
  say(fmt::format("warming up with {} events", count));
  Tally tally(*preparer_, preparer_->prepare_many(next_index_, count),
              {.first = next_index_, .events = count}, nullptr, progress_);
  next_index_ += count;
  const SteadyTime start = steady_clock::now();
  Sender(address_, options_.connections, tally).run(schedule(start));
  if (tally.accepted().empty()) {
    return unexpected(fmt::format("{}: no event was accepted; the first status is {}",
                                  target_.url.authority(), tally.statuses().begin()->first));
  }
  warm_rate_ = static_cast<double>(count) / seconds_between(start, tally.last_answer());
  request_bytes_ = static_cast<double>(tally.gzip_bytes()) / static_cast<double>(count);
  if (api_) {
    const auto readable = wait_until_readable(*api_, tally.accepted(), tally.last_answer());
    if (!readable) return unexpected(readable.error());
  }
  if (options_.pid != 0) wait_until_idle(options_.pid);
  return {};
}

std::uint64_t Run::events_to_prepare() const {
  double count = static_cast<double>(options_.events);
  if (options_.events == 0) {
    const double rate = options_.rate > 0 ? options_.rate : warm_rate_ * kSpareEvents;
    count = rate * options_.seconds;
  }
  const double fit = static_cast<double>(kMaxPreparedBytes) / std::max(request_bytes_, 1000.0);
  return static_cast<std::uint64_t>(std::min(count, fit));
}

Result<Run::Before, std::string> Run::look_before() {
  Before before;
  if (api_) {
    const auto totals = api_->issue_totals();
    if (!totals) return unexpected(totals.error());
    before.totals = *totals;
  }
  if (!options_.data.empty()) before.disk = disk_bytes(options_.data);
  if (options_.pid != 0) {
    if (!reset_peak_rss(options_.pid)) say("peak RSS counts from the start of the server");
    before.cpu = cpu_time(options_.pid);
  }
  return before;
}

Result<void, std::string> Run::look_after(const Before& before, const Tally& tally,
                                          SteadyTime start, Report& report) {
  const std::size_t accepted = tally.accepted().size();
  if (!api_) {
    if (options_.pid != 0) wait_until_idle(options_.pid);
    look_at_process(before, tally, report);
    return {};
  }
  say("waiting until the API shows all");
  const auto& all = tally.accepted();
  const auto newest = wait_until_readable(
      *api_, std::span(all).last(std::min<std::size_t>(accepted, 1)), tally.last_answer());
  if (!newest) return unexpected(newest.error());
  // Before events are read and issues counted by the hundred, which costs the server something,
  // too.
  look_at_process(before, tally, report);
  const auto readable = wait_until_readable(*api_, all, *newest);
  if (!readable) return unexpected(readable.error());
  const auto counted = count_visible(*api_, accepted, before.totals.events, *readable);
  if (!counted) return unexpected(counted.error());
  report.lost = accepted - std::min<std::uint64_t>(accepted, counted->shown);
  report.issues = counted->issues;
  report.visible_per_s = static_cast<double>(counted->shown) / seconds_between(start, counted->at);
  return {};
}

void Run::look_at_process(const Before& before, const Tally& tally, Report& report) const {
  const auto accepted = static_cast<double>(std::max<std::size_t>(tally.accepted().size(), 1));
  if (before.cpu) {
    if (const auto after = cpu_time(options_.pid)) {
      const auto spent = static_cast<double>((*after - *before.cpu).count());
      report.server_cpu_us_per_event = spent / accepted;
      report.server_cpu_us_per_kb = spent / (static_cast<double>(tally.raw_bytes()) / 1000);
    }
    if (const auto peak = peak_rss_kb(options_.pid)) {
      report.server_peak_rss_mb = static_cast<double>(*peak) / 1024;
    }
  }
  if (!options_.data.empty()) {
    const auto after = static_cast<double>(disk_bytes(options_.data));
    report.disk_bytes_per_event = (after - static_cast<double>(before.disk)) / accepted;
  }
}

Report report_of(const Tally& tally, SteadyTime start) {
  Report report;
  report.events = tally.sent();
  report.accepted = tally.accepted().size();
  report.refused = tally.statuses();
  report.refused.erase(200);
  report.seconds = seconds_between(start, tally.last_answer());
  report.accepted_per_s = static_cast<double>(report.accepted) / report.seconds;
  report.answer = summarize(tally.latencies());
  const auto sent = static_cast<double>(std::max<std::uint64_t>(tally.sent(), 1));
  report.raw_bytes_per_event = static_cast<double>(tally.raw_bytes()) / sent;
  report.gzip_bytes_per_event = static_cast<double>(tally.gzip_bytes()) / sent;
  report.prepared_late = tally.prepared_late();
  return report;
}

Result<Report, std::string> Run::measure() {
  const std::uint64_t ahead = events_to_prepare();
  say(fmt::format("preparing {} events of {} issues", ahead, mix_->issues()));
  std::vector<Prepared> prepared = preparer_->prepare_many(next_index_, ahead);
  const auto before = look_before();
  if (!before) return unexpected(before.error());
  std::optional<VisibilitySampler> sampler;
  if (api_) {
    auto api = connect_api();
    if (!api) return unexpected(api.error());
    sampler.emplace(std::move(*api));
  }

  say("sending");
  const SteadyTime start = steady_clock::now();
  PhaseLimits limits{.first = next_index_};
  if (options_.events != 0) {
    limits.events = options_.events;
  } else {
    limits.until = start + std::chrono::duration_cast<steady_clock::duration>(
                               std::chrono::duration<double>(options_.seconds));
  }
  Tally tally(*preparer_, std::move(prepared), limits, sampler ? &*sampler : nullptr, progress_);
  Sender(address_, options_.connections, tally).run(schedule(start));
  Report report = report_of(tally, start);
  if (const auto done = look_after(*before, tally, start, report); !done) {
    return unexpected(done.error());
  }
  if (sampler) {
    if (const auto error = sampler->stop()) return unexpected(*error);
    report.visible = summarize(sampler->times());
  }
  return report;
}

}  // namespace

Result<Report, std::string> run(const Options& options, std::FILE* progress) {
  Run run(options, progress);
  if (const auto ready = run.set_up(); !ready) return unexpected(ready.error());
  if (const auto warm = run.warm_up(); !warm) return unexpected(warm.error());
  return run.measure();
}

}  // namespace picket::load
