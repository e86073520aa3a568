#include "roles/consumer/release_rule.h"

#include <string_view>

#include <gtest/gtest.h>

namespace picket::consumer {
namespace {

using domain::Resolution;
using domain::ResolutionKind;

bool covers(const Resolution& resolution, std::string_view event) {
  return release_rule(resolution)->covers(event);
}

TEST(ReleaseRule, GoesByVersionsWhereThereAreSome) {
  const Resolution fixed{ResolutionKind::in_release, "shop@1.2.0"};
  EXPECT_TRUE(covers(fixed, "shop@1.1.9"));
  EXPECT_TRUE(covers(fixed, "shop@1.2.0-rc.1"));
  EXPECT_FALSE(covers(fixed, "shop@1.2.0"));
  EXPECT_FALSE(covers(fixed, "shop@1.10.0"));
  EXPECT_TRUE(release_rule(fixed)->follows_versions);
  const Resolution next{ResolutionKind::in_next_release, "shop@1.2.0", true, "shop@1.2.0"};
  EXPECT_TRUE(covers(next, "shop@1.2.0"));
  EXPECT_FALSE(covers(next, "shop@1.2.1"));
  const Resolution was_next{ResolutionKind::in_release, "shop@1.4.0", false, "shop@1.2.0"};
  EXPECT_TRUE(covers(was_next, "shop@1.2.0"));
  EXPECT_FALSE(covers(was_next, "shop@1.3.0"));
}

TEST(ReleaseRule, AnEventWithoutReleaseIsCovered) {
  EXPECT_TRUE(covers({ResolutionKind::in_release, "shop@1.2.0"}, ""));
  EXPECT_TRUE(covers({ResolutionKind::in_next_release, "abc", true, ""}, ""));
}

TEST(ReleaseRule, WhatCannotBeComparedIsNews) {
  const Resolution fixed{ResolutionKind::in_release, "shop@1.2.0"};
  EXPECT_FALSE(covers(fixed, "other@1.0.0"));
  EXPECT_FALSE(covers(fixed, "deadbeef"));
  const Resolution named{ResolutionKind::in_release, "deadbeef"};
  EXPECT_FALSE(covers(named, "deadbeef"));
  EXPECT_FALSE(covers(named, "cafe"));
  EXPECT_FALSE(release_rule(named)->follows_versions);
  for (const std::string_view current : {"", "deadbeef"}) {
    const Resolution next{ResolutionKind::in_next_release, "deadbeef", true, std::string(current)};
    EXPECT_TRUE(covers(next, "deadbeef")) << current;
    EXPECT_FALSE(covers(next, "cafe")) << current;
  }
}

}  // namespace
}  // namespace picket::consumer
