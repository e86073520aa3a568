// Deaths between any two statements of a migration.
#include "adapters/meta_sql/migration.h"

#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/fault_point.h"
#include "child.h"
#include "history.h"

namespace picket::crash {
namespace {

using adapters::meta::migrations;

/// Every table and index with its text, as SQLite keeps them.
std::vector<std::string> schema_of(const Database& database) {
  std::vector<std::string> schema;
  sqlite3* raw = nullptr;
  const std::string path = database.folder() + "/meta.db";
  EXPECT_EQ(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
  const auto collect = [](void* to, int, char** columns, char**) {
    static_cast<std::vector<std::string>*>(to)->emplace_back(columns[0]);
    return 0;
  };
  EXPECT_EQ(
      sqlite3_exec(raw, "SELECT type || name || ifnull(sql, '') FROM sqlite_master ORDER BY 1",
                   collect, &schema, nullptr),
      SQLITE_OK);
  sqlite3_close(raw);
  return schema;
}

/// By version: what a run that was never disturbed makes.
std::vector<std::vector<std::string>> undisturbed_schemas() {
  std::vector<std::vector<std::string>> schemas(1);
  for (std::size_t version = 1; version <= migrations().size(); ++version) {
    const Database database;
    EXPECT_TRUE(arm_fault_points("meta.migration=fail@" + std::to_string(version)));
    const auto db = database.open();
    EXPECT_FALSE((*db)->migrate());
    EXPECT_EQ(*(*db)->schema_version(), static_cast<int>(version));
    schemas.push_back(schema_of(database));
  }
  EXPECT_TRUE(arm_fault_points(""));
  return schemas;
}

/// Versions before each place between two statements of one migration, in the order of passage.
std::vector<std::size_t> versions_before() {
  std::vector<std::size_t> versions;
  for (std::size_t done = 0; done < migrations().size(); ++done) {
    const std::size_t statements = adapters::meta::split_statements(migrations()[done].sql).size();
    versions.insert(versions.end(), statements - 1, done);
  }
  return versions;
}

TEST(MetaMigrationDeath, BetweenAnyTwoStatementsLeavesTheOldSchemaAndTheNextStartCompletesIt) {
  const auto schemas = undisturbed_schemas();
  const auto versions = versions_before();
  ASSERT_GT(versions.size(), 10U);
  for (std::size_t place = 0; place < versions.size() && !testing::Test::HasFailure(); ++place) {
    const std::string fault = "meta.migration_statement=kill@" + std::to_string(place + 1);
    SCOPED_TRACE(fault);
    const Database database;
    Child child([&](int) {
      if (!arm_fault_points(fault)) Child::give_up();
      const auto db = database.open();
      if (db) std::ignore = (*db)->migrate();
      Child::give_up();
    });
    ASSERT_TRUE(child.was_killed()) << "it lived on";
    {
      const auto db = database.open();
      ASSERT_TRUE(db) << db.error().detail;
      EXPECT_EQ(*(*db)->schema_version(), static_cast<int>(versions[place]));
      EXPECT_EQ((*db)->pending_migrations()->size(), migrations().size() - versions[place]);
    }
    EXPECT_EQ(schema_of(database), schemas[versions[place]]);
    database.migrate();
    EXPECT_EQ(schema_of(database), schemas.back());
    EXPECT_TRUE(database.commit(1));
    EXPECT_EQ(database.committed(), 1);
  }
}

}  // namespace
}  // namespace picket::crash
