#include "fill/pending.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/mutex.h"
#include "fill/templates.h"
#include "load/mix.h"
#include "ports/projects.h"
#include "protocol/ingest_message.h"
#include "protocol/topics.h"

namespace picket::fill {
namespace {

/// Below what the log lets wait. Each sync serves what has gathered meanwhile.
constexpr std::uint64_t kInFlight = 2'000;

/// Appends that are not durable yet. Thread-safe.
class InFlight {
 public:
  void begin() {
    const MutexLock lock(mutex_);
    while (count_ >= kInFlight) changed_.wait(mutex_);
    ++count_;
  }
  void end(const Result<ports::Offset>& result) {
    const MutexLock lock(mutex_);
    if (!result && !failure_) failure_ = result.error();
    --count_;
    changed_.notify_all();
  }
  /// The first failure there was, once nothing is in flight.
  std::optional<Error> wait_for_all() {
    const MutexLock lock(mutex_);
    while (count_ > 0) changed_.wait(mutex_);
    return failure_;
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  std::uint64_t count_ PICKET_GUARDED_BY(mutex_) = 0;
  std::optional<Error> failure_ PICKET_GUARDED_BY(mutex_);
};

Result<domain::ProjectConfig, std::string> first_project(ports::MetaDb& meta) {
  auto tx = meta.begin_read();
  if (!tx) return unexpected(std::string(tx.error().code));
  const auto projects = (*tx)->projects().list();
  if (!projects) return unexpected(std::string(projects.error().code));
  if (projects->empty()) return unexpected(std::string("no project: run `picket setup` first"));
  return projects->front();
}

}  // namespace

Result<void, std::string> fill_log(const ports::Stores& stores, const Options& options,
                                   Timestamp now) {
  const auto project = first_project(stores.meta);
  if (!project) return unexpected(project.error());
  const auto templates = make_templates(options, project->project, now);
  if (!templates) return unexpected(templates.error());
  const std::string topic(protocol::kTopicIngestEvents);
  const auto topics = stores.log.topics();
  const auto found = topics.find(topic);
  if (found == topics.end()) return unexpected("the log has no topic " + topic);

  protocol::IngestMessage message;
  message.org = project->org;
  message.project = project->project;
  if (!project->keys.empty()) message.key = project->keys.front().id;
  message.received = now;
  const load::Zipf popularity(templates->size());
  SeededRandom random(options.seed + 1);
  InFlight in_flight;
  for (std::uint64_t number = 0; number < options.events; ++number) {
    const IssueTemplate& of = (*templates)[popularity.draw(random)];
    message.event_id = EventId::random();
    message.json_size = of.json_size;
    message.payload = of.payload;
    std::string bytes;
    protocol::encode(message, bytes);
    const ports::TopicPartition to{
        topic, protocol::partition_of(message.project, message.event_id, found->second)};
    in_flight.begin();
    stores.log.append(to, std::move(bytes),
                      [&in_flight](const Result<ports::Offset>& result) { in_flight.end(result); });
  }
  if (const auto failure = in_flight.wait_for_all())
    return unexpected(fmt::format("log: {} {}", failure->code, failure->detail));
  return {};
}

}  // namespace picket::fill
