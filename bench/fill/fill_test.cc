#include "fill/fill.h"

#include <fstream>
#include <memory>

#include <gtest/gtest.h>

#include "app/config/load.h"
#include "app/data/data_dir.h"
#include "app/stores/store_set.h"
#include "base/testkit/temp_dir.h"
#include "codec/zstd.h"
#include "fill/pending.h"
#include "obs/logger.h"
#include "ports/issues.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "protocol/ingest_message.h"
#include "protocol/topics.h"

namespace picket::fill {
namespace {

constexpr const char* kSample = R"({"platform":"python","exception":{"values":[{"type":"ValueError",
"value":"bad price","stacktrace":{"frames":[{"function":"charge","filename":"shop.py","lineno":7}]}}]}})";

class Fill : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.file("sample.json")) << kSample;
    auto data = app::DataDir::open(folder_.file("data"));
    ASSERT_TRUE(data.has_value());
    data_ = *std::move(data);
    auto stores =
        app::StoreSet::open({settings_, data_.get(), clock_, obs::null_logger(), metrics_});
    ASSERT_TRUE(stores.has_value()) << stores.error().detail;
    stores_ = *std::move(stores);
    ASSERT_TRUE(ports().meta.migrate().has_value());
    options_.samples = folder_.path();
    options_.events = 500;
    options_.days = 2;
    options_.issues = 20;
    options_.users = 30;
  }

  const ports::Stores& ports() const { return stores_->ports(); }

  void add_project() {
    auto tx = ports().meta.begin_write(Deadline::never());
    ASSERT_TRUE(tx.has_value());
    domain::ProjectConfig config;
    config.org = *(*tx)->organizations().create_org({{}, "acme", "Acme", clock_.now()});
    config.slug = "shop";
    project_ = *(*tx)->projects().create(config, "Shop", clock_.now());
    ASSERT_TRUE((*tx)->commit().has_value());
  }

  const testkit::TempDir folder_;
  const app::Settings settings_ = *app::load_settings({});
  const SystemClock clock_;
  obs::Registry metrics_;
  std::unique_ptr<app::DataDir> data_;
  std::unique_ptr<app::StoreSet> stores_;
  Options options_;
  ProjectId project_;
};

TEST_F(Fill, WritesIssuesAndTheirEvents) {
  add_project();
  const Timestamp now = clock_.now();
  const auto done = fill(ports(), options_, now);
  ASSERT_TRUE(done.has_value()) << done.error();

  ports::EventFilter filter;
  filter.projects = {project_};
  filter.start = now - std::chrono::hours(48);
  filter.end = now;
  EXPECT_EQ(ports().events.count(filter)->events, 500);
  auto tx = ports().meta.begin_read();
  ASSERT_TRUE(tx.has_value());
  ports::IssueQuery query;
  query.projects = {project_};
  const auto issues = (*tx)->issues().list(query);
  ASSERT_TRUE(issues.has_value());
  ASSERT_EQ(issues->size(), 20U);
  std::int64_t seen = 0;
  for (const domain::Issue& issue : *issues) {
    filter.issues = {issue.id};
    EXPECT_EQ(ports().events.count(filter)->events, issue.times_seen);
    seen += issue.times_seen;
  }
  EXPECT_EQ(seen, 500);
}

TEST_F(Fill, GivesEventsTagsAndAPayload) {
  add_project();
  ASSERT_TRUE(fill(ports(), options_, clock_.now()).has_value());
  ports::EventFilter filter;
  filter.projects = {project_};
  const auto rows = ports().events.find(filter, ports::EventOrder::newest_first, std::nullopt, 2);
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_TRUE(ports().blobs.get(rows->front().payload).has_value());
  const auto ids =
      ports().events.tag_top_values(filter, std::vector<std::string>{"correlation_id"}, 1);
  ASSERT_TRUE(ids.has_value());
  EXPECT_EQ(ids->front().values, 500);
}

TEST_F(Fill, LeavesMessagesThatWait) {
  add_project();
  const auto done = fill_log(ports(), options_, clock_.now());
  ASSERT_TRUE(done.has_value()) << done.error();
  std::size_t waiting = 0;
  for (std::uint32_t partition = 0; partition < 2; ++partition) {
    const ports::TopicPartition from{std::string(protocol::kTopicIngestEvents), partition};
    const auto records = ports().log.read(from, 0, 1000, 64U << 20U, Deadline::in(Duration(0)));
    ASSERT_TRUE(records.has_value());
    waiting += records->size();
    for (const ports::LogRecord& record : *records) {
      const auto message = protocol::decode_ingest_message(record.value);
      ASSERT_TRUE(message.has_value());
      EXPECT_EQ(message->project, project_);
      const auto json = codec::zstd_decompress(message->payload, message->json_size);
      ASSERT_TRUE(json.has_value());
      EXPECT_EQ(json->size(), message->json_size);
    }
  }
  EXPECT_EQ(waiting, 500U);
}

TEST_F(Fill, NeedsAProject) {
  EXPECT_EQ(fill_log(ports(), options_, clock_.now()).error(),
            "no project: run `picket setup` first");
  const auto done = fill(ports(), options_, clock_.now());
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error(), "no project: run `picket setup` first");
}

}  // namespace
}  // namespace picket::fill
