#include "adapters/events_duckdb/schema.h"

#include <fstream>

#include "adapters/events_duckdb/columns.h"
#include "adapters/events_duckdb/test_store.h"

namespace picket::adapters {
namespace {

class EventStoreSchema : public DuckdbStoreTest {};

TEST_F(EventStoreSchema, IsMadeOnceAndRecognized) {
  EXPECT_EQ(*DuckdbEventStore::stored_schema_version(options), 0);
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->append(partition, 1, rows(1)));
  store.reset();
  EXPECT_EQ(*DuckdbEventStore::stored_schema_version(options), DuckdbEventStore::kSchemaVersion);
  ASSERT_TRUE(open());
  EXPECT_EQ(store->totals()->rows, 1);
}

TEST_F(EventStoreSchema, OfANewerProgramIsRefusedAndLeftAlone) {
  ASSERT_TRUE(open());
  behind_its_back("UPDATE store.schema_version SET version = version + 1");
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().code, "schema_too_new");
  EXPECT_EQ(*DuckdbEventStore::stored_schema_version(options),
            DuckdbEventStore::kSchemaVersion + 1);
  behind_its_back("UPDATE store.schema_version SET version = version - 1");
  EXPECT_TRUE(open());
}

TEST_F(EventStoreSchema, AppliesMigrationsThatAreMissing) {
  // Died before the first migration committed: the file is there, its tables are not.
  behind_its_back("SELECT 1");
  EXPECT_EQ(*DuckdbEventStore::stored_schema_version(options), 0);
  EXPECT_TRUE(open());
}

TEST_F(EventStoreSchema, MarksStrayTagsThatTheFirstVersionWrote) {
  ASSERT_TRUE(open());
  auto stored = rows(3);
  stored[0].tags = {{"release", "not that of the field"}};
  stored[1].tags = {{"custom", "release"}};
  stored[2].release = "1";
  stored[2].tags = {{"release", "1"}};
  ASSERT_TRUE(store->append(partition, 1, stored));
  behind_its_back(
      "DROP TABLE store.hours; DROP TABLE store.days; DROP TABLE store.summed;"
      "UPDATE store.schema_version SET version = 1;"
      "UPDATE store.events SET column_tags = column_tags & 127");
  ASSERT_TRUE(open());
  ports::EventFilter filter;
  filter.projects = {ProjectId{1}};
  const std::vector<std::string> keys = {"release"};
  EXPECT_EQ(store->tag_top_values(filter, keys, 1)->at(0).events, 2);
  store.reset();
  auto instance = duck::open_instance(options);
  ASSERT_TRUE(instance);
  auto marked = duck::run(
      instance->writer, "SELECT sum(column_tags)::BIGINT FROM store.events WHERE column_tags >= 4");
  EXPECT_EQ(marked->single_int64(), 128 + 4) << "only what needs it";
}

TEST_F(EventStoreSchema, HasTheColumnsInTheOrderThatRowsAreWritten) {
  ASSERT_TRUE(open());
  store.reset();
  auto instance = duck::open_instance(options);
  ASSERT_TRUE(instance);
  auto result = duck::run(instance->writer, "FROM store.events LIMIT 0");
  ASSERT_TRUE(result);
  std::string names;
  for (idx_t i = 0; i < duckdb_column_count(result->raw()); ++i) {
    const std::string name = duckdb_column_name(result->raw(), i);
    names += (i == 0 ? "" : ", ") + (name == "user" ? "\"user\"" : name);
  }
  EXPECT_EQ(names, duck::all_columns());
}

TEST_F(EventStoreSchema, IsRefusedInAFileThatIsNotADatabase) {
  std::ofstream(duck::database_file(options)) << std::string(5000, 'x');
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail, "");
}

TEST_F(EventStoreSchema, SettingsHold) {
  ASSERT_TRUE(open());
  store.reset();
  auto instance = duck::open_instance(options);
  ASSERT_TRUE(instance);
  const std::pair<const char*, const char*> settings[] = {
      {"memory_limit", "128.0 MiB"},          {"threads", "2"},
      {"enable_external_access", "false"},    {"autoload_known_extensions", "false"},
      {"lock_configuration", "true"},         {"autoinstall_known_extensions", "false"},
      {"max_temp_directory_size", "2.0 GiB"},
  };
  for (const auto& [name, want] : settings) {
    auto result = duck::run(instance->writer, "SELECT current_setting('" + std::string(name) +
                                                  "')::VARCHAR = '" + want + "'");
    ASSERT_TRUE(result);
    const auto chunk = result->next_chunk();
    EXPECT_TRUE(duck::value_at<bool>(duckdb_data_chunk_get_vector(chunk.get(), 0), 0)) << name;
  }
  EXPECT_FALSE(duck::run(instance->writer, "COPY store.totals TO '/tmp/picket-should-not-exist'"));
  EXPECT_FALSE(duck::run(instance->writer, "SET threads = 3"));
}

}  // namespace
}  // namespace picket::adapters
