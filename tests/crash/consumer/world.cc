#include "crash/consumer/world.h"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

#include "codec/zstd.h"
#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/releases.h"
#include "protocol/ingest_message.h"
#include "protocol/outcome_batch.h"
#include "protocol/topics.h"

namespace picket::crash {
namespace {

constexpr auto kEvents = protocol::kTopicIngestEvents;
constexpr auto kOutcomes = protocol::kTopicOutcomes;
constexpr auto kItems = protocol::kTopicIngestTransactions;

std::string event_json(const Message& message) {
  return R"({"event_id":")" + message.id.to_hex() +
         R"(","type":"error","level":"error","platform":"python","timestamp":)" +
         std::to_string(to_unix_us(message.received) / 1'000'000) +
         R"(,"exception":{"values":[{"type":"Error)" + std::to_string(message.kind) +
         R"(","value":"it broke"}]})" +
         (message.release.empty() ? "" : R"(,"release":")" + message.release + '"') + "}";
}

std::map<std::string, std::uint32_t> topics() {
  return {
      {std::string(kEvents), kPartitions}, {std::string(kOutcomes), 1}, {std::string(kItems), 1}};
}

template <class T>
T must(Result<T> result) {
  if (!result) {
    ADD_FAILURE() << result.error().code << ": " << result.error().detail;
    return T{};
  }
  return std::move(*result);
}
void must(const Result<void>& result) {
  if (!result) ADD_FAILURE() << result.error().code << ": " << result.error().detail;
}

}  // namespace

World::World()
    : log(std::in_place, topics(), clock),
      events(std::in_place),
      meta(must(adapters::MetaSql::open({}, clock))),
      directed_log_(log, director),
      directed_blobs_(blobs, director, watch),
      directed_events_(events, director, history),
      directed_meta_(std::make_unique<DirectedMeta>(*meta, director)) {
  must(meta->migrate());
  auto tx = must(meta->begin_write(Deadline::never()));
  org = must(tx->organizations().create_org({{}, "acme", "Acme", kStart}));
  domain::ProjectConfig config;
  config.org = org;
  config.slug = "shop";
  project = must(tx->projects().create(config, "Shop", kStart));
  must(tx->commit());
}

ports::Stores World::directed() {
  return {directed_log_, directed_events_, directed_blobs_, *directed_meta_, tasks};
}

ports::Stores World::plain() {
  return {*log, *events, blobs, *meta, tasks};
}

void World::lose_log() {
  log.emplace(topics(), clock);
}

std::vector<std::optional<ports::CommittedOffset>> World::commits() {
  std::vector<std::optional<ports::CommittedOffset>> found;
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    found.push_back(must(
        log->committed(std::string(protocol::kGroupIngestConsumer), {std::string(kEvents), p})));
  }
  return found;
}

void World::bring_back(const std::vector<std::optional<ports::CommittedOffset>>& commits) {
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    if (!commits[p]) continue;
    must(log->commit(std::string(protocol::kGroupIngestConsumer), {std::string(kEvents), p},
                     *commits[p]));
  }
}

void World::trim_log() {
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    const ports::TopicPartition of{std::string(kEvents), p};
    must(log->trim(of, applied(of)));
  }
}

void World::append(const std::string& topic, std::uint32_t partition, std::string value) {
  must(ports::append_and_wait(*log, {topic, partition}, std::move(value)));
}

void World::send(const Message& message) {
  deliver(message);
  sent.push_back(message);
}

void World::deliver(const Message& message) {
  const std::string json = event_json(message);
  std::string payload;
  codec::zstd_compress(json, payload);
  if (!message.readable) payload = "not a frame";
  std::string bytes;
  protocol::encode({org,
                    project,
                    {3},
                    message.id,
                    message.received,
                    protocol::Category::error,
                    false,
                    static_cast<std::uint32_t>(json.size()),
                    payload},
                   bytes);
  append(std::string(kEvents), protocol::partition_of(project, message.id, kPartitions),
         std::move(bytes));
}

void World::send_outcomes(std::int64_t quantity) {
  const std::vector<protocol::OutcomeCount> counts = {{org,
                                                       project,
                                                       {3},
                                                       protocol::minute_of(kStart),
                                                       protocol::Category::error,
                                                       protocol::Outcome::filtered,
                                                       "test",
                                                       quantity}};
  std::string bytes;
  protocol::encode(counts, bytes);
  append(std::string(kOutcomes), 0, std::move(bytes));
  outcomes_sent += quantity;
}

std::int64_t World::sum(protocol::Outcome outcome, std::string_view reason) {
  auto tx = must(meta->begin_read());
  std::int64_t quantity = 0;
  for (const auto& count : must(tx->outcomes().sum({{project, ProjectId{}}, {}, {}}))) {
    if (count.outcome == outcome && count.reason == reason) quantity += count.quantity;
  }
  return quantity;
}

std::vector<domain::EventRow> World::rows() {
  ports::EventFilter filter;
  filter.projects = {project};
  std::vector<domain::EventRow> all;
  std::optional<ports::EventCursor> cursor;
  for (;;) {
    auto page = must(events->find(filter, ports::EventOrder::oldest_first, cursor, 1000));
    if (page.empty()) return all;
    cursor = ports::EventCursor{page.back().timestamp, page.back().event_id, page.back().project};
    all.insert(all.end(), page.begin(), page.end());
  }
}

std::vector<domain::Issue> World::issues() {
  auto tx = must(meta->begin_read());
  ports::IssueQuery query;
  query.projects = {project};
  return must(tx->issues().list(query));
}

std::vector<ports::DeadLetter> World::letters() {
  auto tx = must(meta->begin_read());
  return must(tx->dead_letters().list(1000));
}

ports::Offset World::applied(const ports::TopicPartition& of) {
  auto tx = must(meta->begin_read());
  return must(tx->batches().get(protocol::kGroupIngestConsumer, of));
}

bool World::drained() {
  auto tx = must(meta->begin_read());
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    const ports::TopicPartition of{std::string(kEvents), p};
    const auto applied = must(tx->batches().get(protocol::kGroupIngestConsumer, of));
    if (applied < must(log->offsets(of)).end) return false;
  }
  const ports::TopicPartition items{std::string(kItems), 0};
  if (must(tx->batches().get(protocol::kGroupIngestConsumer, items)) <
      must(log->offsets(items)).end) {
    return false;
  }
  const ports::TopicPartition of{std::string(kOutcomes), 0};
  return must(tx->batches().get(protocol::kGroupOutcomesConsumer, of)) >=
         must(log->offsets(of)).end;
}

void World::check_everything_counted_once() {
  std::map<EventId, int> stored;
  std::map<IssueId, std::int64_t> rows_of_issue;
  for (const domain::EventRow& row : rows()) {
    ++stored[row.event_id];
    ++rows_of_issue[row.issue];
    EXPECT_TRUE(row.hash_id);
    const auto payload = must(blobs.get(row.payload));
    const auto json = codec::zstd_decompress(payload, 1 << 20);
    ASSERT_TRUE(json.has_value());
    EXPECT_NE(json->find(row.event_id.to_hex()), std::string::npos);
  }
  std::int64_t open_letters = 0;
  std::int64_t outcomes_set_aside = 0;
  std::set<EventId> set_aside;
  for (const ports::DeadLetter& listed : letters()) {
    if (listed.replayed) continue;
    auto tx = must(meta->begin_read());
    const auto letter = must(tx->dead_letters().get(listed.id));
    if (letter->from.topic == kOutcomes) {
      const auto counts = protocol::decode_outcome_batch(letter->message);
      ASSERT_TRUE(counts.has_value());
      for (const auto& count : *counts) outcomes_set_aside += count.quantity;
      continue;
    }
    ++open_letters;
    const auto message = protocol::decode_ingest_message(letter->message);
    if (message) set_aside.insert(message->event_id);
  }
  for (const Message& message : sent) {
    EXPECT_LE(stored[message.id], 1) << message.id.to_hex();
    EXPECT_TRUE(stored[message.id] == 1 || set_aside.contains(message.id)) << message.id.to_hex();
  }
  const std::int64_t accepted = sum(protocol::Outcome::accepted);
  const auto totals = must(events->totals());
  EXPECT_EQ(totals.rows + totals.expired, accepted);
  auto ledger_tx = must(meta->begin_read());
  const auto ledger = must(ledger_tx->outcomes().totals());
  ledger_tx.reset();
  EXPECT_EQ(ledger.accepted_errors, accepted);
  EXPECT_EQ(ledger.issue_events, accepted);
  for (const domain::Issue& issue : issues()) {
    EXPECT_EQ(issue.times_seen, rows_of_issue[issue.id]);
  }
  const std::int64_t dead = sum(protocol::Outcome::invalid, protocol::reason::kDeadLetter);
  EXPECT_EQ(dead, open_letters);
  EXPECT_EQ(accepted + dead + sum(protocol::Outcome::invalid, protocol::reason::kDuplicate),
            static_cast<std::int64_t>(sent.size()));
  EXPECT_EQ(sum(protocol::Outcome::filtered, "test") + outcomes_set_aside, outcomes_sent);
  check_releases();
}

void World::check_releases() {
  std::map<std::string, std::int64_t> events_of;
  for (const domain::EventRow& row : rows()) ++events_of[row.release];
  events_of.erase("");
  std::int64_t new_issues = 0;
  for (const domain::Issue& issue : issues()) new_issues += issue.facts.release.empty() ? 0 : 1;

  auto tx = must(meta->begin_read());
  ports::ReleaseQuery query;
  query.org = org;
  query.projects = {project};
  const auto releases = must(tx->releases().list(query));
  EXPECT_EQ(releases.size(), events_of.size());
  for (const ports::Release& release : releases) {
    const auto places = must(tx->releases().in_projects({&release.id, 1}, {&project, 1}, {}));
    ASSERT_EQ(places.size(), 1U) << release.version;
    EXPECT_EQ(places.front().events, events_of[release.version]) << release.version;
    new_issues -= places.front().new_issues;
  }
  EXPECT_EQ(new_issues, 0);
}

Life::Life(World& world, const engine::RunnerOptions& options)
    : world_(world), telemetry_(registry_, obs::null_logger()) {
  const ports::Stores stores = world.directed();
  const engine::RunnerContext context{stores.log, world.clock, obs::null_logger(), registry_,
                                      solo_};
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    const ports::TopicPartition of{std::string(kEvents), p};
    processors_.push_back(std::make_unique<consumer::IngestProcessor>(
        of,
        consumer::IngestContext{stores, world.clock, issues_, stacks_, telemetry_, kPartitions}));
    runners_.push_back(
        std::make_unique<engine::PartitionRunner>(std::string(protocol::kGroupIngestConsumer), of,
                                                  *processors_.back(), stop_, context, options));
  }
  const ports::TopicPartition items{std::string(kItems), 0};
  processors_.push_back(
      std::make_unique<consumer::ItemProcessor>(items, stores, world.clock, telemetry_));
  runners_.push_back(
      std::make_unique<engine::PartitionRunner>(std::string(protocol::kGroupIngestConsumer), items,
                                                *processors_.back(), stop_, context, options));
  const ports::TopicPartition of{std::string(kOutcomes), 0};
  processors_.push_back(
      std::make_unique<consumer::OutcomesProcessor>(of, stores.meta, world.clock));
  runners_.push_back(
      std::make_unique<engine::PartitionRunner>(std::string(protocol::kGroupOutcomesConsumer), of,
                                                *processors_.back(), stop_, context, options));
}

bool Life::dies() {
  try {
    for (const auto& runner : runners_) {
      if (!runner->start()) return false;
    }
    while (!world_.drained()) {
      for (const auto& runner : runners_) {
        if (!runner->step()) return false;
      }
    }
    // Once more, so that what was appended last is also committed.
    for (const auto& runner : runners_) runner->step();
  } catch (const ProcessDied&) {
    return true;
  }
  return false;
}

std::uint64_t Life::metric(const std::string& name) const {
  const std::string text = "\n" + registry_.prometheus_text();
  const std::size_t at = text.find("\n" + name + " ");
  return at == std::string::npos ? 0 : std::stoull(text.substr(at + name.size() + 2));
}

engine::RunnerOptions options_for(std::size_t max_records) {
  engine::RunnerOptions options;
  options.max_records = max_records;
  options.linger = Duration(0);
  options.linger_slices = 0;
  return options;
}

int live_until_drained(World& world, const engine::RunnerOptions& options) {
  int deaths = 0;
  for (int lives = 0; lives < 500; ++lives) {
    Life life(world, options);
    if (!life.dies()) {
      if (world.drained()) return deaths;
    } else {
      ++deaths;
    }
  }
  ADD_FAILURE() << "not drained after 500 lives";
  return deaths;
}

}  // namespace picket::crash
