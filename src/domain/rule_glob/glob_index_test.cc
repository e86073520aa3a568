#include "domain/rule_glob/glob_index.h"

#include <deque>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace picket::domain::rule_glob {
namespace {

using Ids = std::set<int>;

class Globs {
 public:
  Globs(std::initializer_list<const char*> patterns, GlobOptions options) {
    for (const char* pattern : patterns) {
      const auto id = static_cast<std::uint16_t>(globs_.size());
      index_.add(globs_.emplace_back(Glob::compile(pattern, options).value()), id);
    }
    index_.build();
  }
  Ids find(std::string_view text) const {
    Ids ids;
    index_.find(text, [&](std::uint16_t id) { EXPECT_TRUE(ids.insert(id).second); });
    return ids;
  }
  Ids find_path(std::string_view text) const {
    std::string path;
    write_path(text, path);
    Ids ids;
    index_.find_path(path, [&](std::uint16_t id) { ids.insert(id); });
    return ids;
  }

 private:
  std::deque<Glob> globs_;
  GlobIndex index_;
};

TEST(GlobIndex, FindsAllThatMatch) {
  const Globs globs(
      {"std::*", "std::sort", "*sort", "*", "boost::*", "s[t-u]d*", "{std,x}::sort", ""}, {});
  EXPECT_EQ(globs.find("std::sort"), (Ids{0, 1, 2, 3, 5, 6}));
  EXPECT_EQ(globs.find("boost::x"), (Ids{3, 4}));
  EXPECT_EQ(globs.find("zzz"), (Ids{3}));
  EXPECT_EQ(globs.find(""), (Ids{3, 7}));
  EXPECT_EQ(globs.find("\xFF"), (Ids{3}));
}

TEST(GlobIndex, FindsPathsWithAndWithoutTheSlash) {
  const Globs globs({"/usr/**", "usr/**", "**/lib/**", "/lib/*"}, {.path = true});
  EXPECT_EQ(globs.find_path("/usr/lib/x"), (Ids{0, 2}));
  EXPECT_EQ(globs.find_path("usr/lib/x"), (Ids{0, 1, 2}));
  EXPECT_EQ(globs.find_path("Lib\\x"), (Ids{2, 3}));
}

TEST(GlobIndex, IsEmptyAtFirst) {
  EXPECT_EQ(Globs({}, {}).find("a"), Ids{});
}

}  // namespace
}  // namespace picket::domain::rule_glob
