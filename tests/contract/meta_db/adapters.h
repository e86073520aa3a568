// The adapters of meta_db that run the suite, and the fixture that opens one.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/faulty/meta_db.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/clock.h"
#include "base/testkit/temp_dir.h"
#include "ports/meta_db.h"
#include "ports/organizations.h"
#include "ports/projects.h"

namespace picket::contract {

struct MetaDbAdapter {
  std::string name;
  bool persistent;  ///< What was committed is there when it is opened again.
  /// Opens the database that lives in `folder`.
  std::function<Result<std::unique_ptr<ports::MetaDb>>(const std::string& folder, const Clock&)>
      open;
};

/// Instead of the bytes of its functions, which differ from run to run.
inline void PrintTo(const MetaDbAdapter& adapter, std::ostream* out) {
  *out << adapter.name;
}

/// A decorator that injects nothing but delays, which take no time here, must change nothing.
class HarmlessMetaDbDecorator final : public adapters::FaultyMetaDb {
 public:
  explicit HarmlessMetaDbDecorator(std::unique_ptr<ports::MetaDb> inner)
      : FaultyMetaDb(*inner, plan_), inner_(std::move(inner)) {}

 private:
  const std::unique_ptr<ports::MetaDb> inner_;
  adapters::FaultPlan plan_{1, {.delay = 500}, [](Duration) {}};
};

inline std::vector<MetaDbAdapter> meta_db_adapters() {
  const auto open = [](const std::string& path, const Clock& clock) {
    return adapters::MetaSql::open({.path = path}, clock)
        .map([](std::unique_ptr<adapters::MetaSql> db) -> std::unique_ptr<ports::MetaDb> {
          return db;
        });
  };
  return {
      {"SqliteFile", true,
       // The name is hostile on purpose.
       [open](const std::string& folder, const Clock& clock) {
         return open(folder + "/me ta='%20;.db", clock);
       }},
      {"SqliteMemory", false,
       [open](const std::string&, const Clock& clock) { return open("", clock); }},
      {"FaultySqliteMemory", false,
       [open](const std::string&, const Clock& clock) {
         return open("", clock).map(
             [](std::unique_ptr<ports::MetaDb> db) -> std::unique_ptr<ports::MetaDb> {
               return std::make_unique<HarmlessMetaDbDecorator>(std::move(db));
             });
       }},
  };
}

inline std::vector<MetaDbAdapter> persistent_meta_db_adapters() {
  auto adapters = meta_db_adapters();
  std::erase_if(adapters, [](const MetaDbAdapter& adapter) { return !adapter.persistent; });
  return adapters;
}

inline std::string adapter_name(const testing::TestParamInfo<MetaDbAdapter>& adapter) {
  return adapter.param.name;
}

/// An empty, migrated database in a folder of its own.
class MetaDbContract : public testing::TestWithParam<MetaDbAdapter> {
 protected:
  static constexpr Timestamp kStart = from_unix_us(1'764'000'000'000'000);

  MetaDbContract() {
    open();
    EXPECT_TRUE(db_->migrate());
  }

  /// Closes first: one process per data directory.
  void open() {
    db_.reset();
    auto opened = GetParam().open(folder_.path(), clock_);
    ASSERT_TRUE(opened) << opened.error().detail;
    db_ = *std::move(opened);
  }

  std::unique_ptr<ports::MetaTx> write() {
    auto tx = db_->begin_write(Deadline::in(std::chrono::seconds(30)));
    EXPECT_TRUE(tx) << tx.error().detail;
    return *std::move(tx);
  }
  std::unique_ptr<ports::MetaTx> read() {
    auto tx = db_->begin_read();
    EXPECT_TRUE(tx) << tx.error().detail;
    return *std::move(tx);
  }

  /// Organization 1, unless there is one.
  OrgId org(ports::MetaTx& tx) {
    const auto orgs = *tx.organizations().list_orgs();
    if (!orgs.empty()) return orgs.front().id;
    return *tx.organizations().create_org({{}, "acme", "Acme", clock_.now()});
  }
  OrgId committed_org() {
    const auto tx = write();
    const OrgId id = org(*tx);
    EXPECT_TRUE(tx->commit());
    return id;
  }
  ProjectId project(ports::MetaTx& tx, const std::string& slug = "shop") {
    domain::ProjectConfig config;
    config.org = org(tx);
    config.slug = slug;
    return *tx.projects().create(config, "Shop", clock_.now());
  }
  /// A committed project.
  ProjectId committed_project(const std::string& slug = "shop") {
    const auto tx = write();
    const ProjectId id = project(*tx, slug);
    EXPECT_TRUE(tx->commit());
    return id;
  }

  ManualClock clock_{kStart};
  const testkit::TempDir folder_;
  std::unique_ptr<ports::MetaDb> db_;
};

}  // namespace picket::contract
