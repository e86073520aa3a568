#include "domain/grouping/function_trim.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

using Cases = std::initializer_list<std::pair<const char*, const char*>>;

void expect_native(Cases cases, const char* platform = "native") {
  for (const auto& [input, expected] : cases) {
    EXPECT_EQ(trim_function_name(input, platform), expected) << input;
  }
}

TEST(FunctionTrim, LeavesPlatformsWithoutARuleAlone) {
  for (const char* platform : {"python", "javascript", "java", "other", "", "Native"}) {
    EXPECT_EQ(trim_function_name("foo(int)", platform), "foo(int)") << platform;
  }
}

TEST(FunctionTrim, CutsCsharpBeforeItsArguments) {
  EXPECT_EQ(trim_function_name("Foo.Bar:Baz (System.Int32)", "csharp"), "Foo.Bar:Baz");
  EXPECT_EQ(trim_function_name("A (b) (c)", "csharp"), "A");
  EXPECT_EQ(trim_function_name("A(b)", "csharp"), "A(b)");
}

TEST(FunctionTrim, AppliesToTheWholeNativeFamily) {
  for (const char* platform : {"native", "c", "objc", "cocoa", "swift"}) {
    EXPECT_EQ(trim_function_name("int foo(char)", platform), "foo") << platform;
  }
}

TEST(FunctionTrim, ReturnsUnknownAndObjectiveCNamesAsTheyAre) {
  expect_native({{"<redacted>", "<redacted>"},
                 {"<unknown>", "<unknown>"},
                 {"-[Foo bar:(int)baz]", "-[Foo bar:(int)baz]"},
                 {" +[Foo bar] ", "+[Foo bar]"},
                 {"[Foo bar<T>]", "[Foo bar<T>]"}});
}

TEST(FunctionTrim, DropsCloneMarksAndKeepsOtherSquareBrackets) {
  expect_native(
      {{"foo [clone .isra.3] [clone .part.1]", "foo"}, {"foo[abi:cxx11](int)", "foo[abi:cxx11]"}});
}

TEST(FunctionTrim, DropsTrailingQualifiers) {
  expect_native({{"foo() const", "foo"},
                 {"foo() const &", "foo"},
                 {"foo() &&", "foo"},
                 {"fooconst", "fooconst"},
                 {"foo(int) const& const", "foo"}});
}

TEST(FunctionTrim, KeepsOperators) {
  expect_native({{"operator<<", "operator<<"},
                 {"std::ostream& operator<<(std::ostream&, Foo const&)", "operator<<"},
                 {"bool operator<(A, B)", "operator<"},
                 {"Foo::operator()(int) const", "Foo::operator()"},
                 {"Foo::operator->()", "Foo::operator->"},
                 {"operator<< <char>", "operator<< <T>"}});
}

TEST(FunctionTrim, NamesLambdasOfAllCompilersAlike) {
  expect_native({{"main::{lambda(int)#1}::operator()(int) const", "main::lambda::operator()"},
                 {"main::{lambda(f(int)#x, char)#12}::operator()", "main::lambda::operator()"},
                 {"main::$_0::operator()() const", "main::lambda::operator()"},
                 {"main::$_0abc::f()", "main::$_0abc::f"},
                 {"lambda_0123456789abcdef0123456789abcdef::operator()", "lambda::operator()"},
                 {"<lambda_0123456789abcdef0123456789abcdef>::operator()", "<lambda>::operator()"},
                 {"a::<lambda>::f()", "a::<lambda>::f"},
                 {"lambda_0123456789abcdef::f", "lambda_0123456789abcdef::f"},
                 {"xlambda_0123456789abcdef0123456789abcdef::f",
                  "xlambda_0123456789abcdef0123456789abcdef::f"},
                 {"lambda_0123456789abcdef0123456789abcdef0::f",
                  "lambda_0123456789abcdef0123456789abcdef0::f"}});
}

TEST(FunctionTrim, NamesAnonymousNamespacesAlike) {
  expect_native({{"?A0xdeadbeef::foo", "`anonymous namespace'::foo"},
                 {"`anonymous namespace'::foo(int)", "`anonymous namespace'::foo"},
                 {"(anonymous namespace)::foo(int)", "(anonymous namespace)::foo"},
                 {"?A0xDEADBEEF::foo", "?A0xDEADBEEF::foo"},
                 {"?A0xdeadbeef:foo", "?A0xdeadbeef:foo"}});
}

TEST(FunctionTrim, DropsArgumentsAndReturnTypes) {
  expect_native({{"foo(int, char)", "foo"},
                 {"static void foo(...)", "foo"},
                 {"void (*get(int))(int)", "void"},
                 {"foo( operator )", "foo(operator)"}});
}

TEST(FunctionTrim, NamesTemplateParametersAlike) {
  expect_native({{"std::vector<int, std::allocator<int> >::push_back(int const&)",
                  "std::vector<T>::push_back"},
                 {"a::b<c::d>::e<f>(g)", "a::b<T>::e<T>"},
                 {"decltype(auto) f<1, 2>(int) const &", "f<T>"}});
}

TEST(FunctionTrim, NamesRustTraitsAndTypes) {
  expect_native(
      {{"<Foo as Bar>::baz", "Foo::baz"},
       {"<T as alloc::string::ToString>::to_string", "alloc::string::ToString::to_string"},
       {"<alloc::vec::Vec<u8> as core::Drop>::drop", "alloc::vec::Vec<T>::drop"},
       {"<<Foo as B>::C as D>::e", "Foo::C::e"},
       {"core::ops::f::h0123456789abcdef", "core::ops::f"},
       {"core::ops::f::h0123456789ABCDEF", "core::ops::f::h0123456789ABCDEF"},
       {"core::ops::f::h0123", "core::ops::f::h0123"}});
}

TEST(FunctionTrim, TakesSwiftNamesBeforeTheLastArrow) {
  expect_native(
      {{"auto foo() -> int", "foo"},
       {"@objc AppDelegate.application(_: UIApplication) -> Bool", "AppDelegate.application"},
       {"ViewController.doIt() throws -> ()", "ViewController.doIt"},
       {"a -> b -> c", "b"},
       {"Sequence.map<A>(_:)", "Sequence.map<T>"}},
      "cocoa");
}

TEST(FunctionTrim, NamesSwiftClosures) {
  expect_native(
      {{"closure #1 in ViewController.viewDidLoad()", "closure in ViewController.viewDidLoad"},
       {"@callee_guaranteed (@guaranteed Int) -> ()", "closure"},
       {"thunk for @callee_guaranteed () -> ()", "thunk for closure"},
       {"closure", "closure"}},
      "swift");
  expect_native({{"@callee_guaranteed () -> ()", "@callee_guaranteed"}}, "native");
}

TEST(FunctionTrim, NamesSwiftInitializers) {
  expect_native(
      {{"variable initialization expression of Foo.bar", "initializer expression of Foo.bar"},
       {"variable initialization expression of static Foo.bar",
        "initializer expression of Foo.bar"},
       {"variable initialization expression of :Foo.bar", "initializer expression of Foo.bar"},
       {"variable initialization expression of", "of"}},
      "swift");
}

TEST(FunctionTrim, DropsSymbolDecorations) {
  expect_native({{"memcpy@@GLIBC_2.14", "memcpy"},
                 {"memcpy@GLIBC_2.2.5", "memcpy"},
                 {"memcpy@GLIBC_PRIVATE", "memcpy@GLIBC_PRIVATE"},
                 {"_foo@12", "_foo"},
                 {"@fastcall@8", "fastcall"},
                 {"foo@bar", "foo@bar"}});
}

TEST(FunctionTrim, KeepsWhatWouldBecomeEmpty) {
  expect_native({{"", ""}, {"   ", "   "}, {"(x)", "(x)"}, {"const", "const"}});
}

TEST(FunctionTrim, LosesWhatFollowsABracketThatIsNotClosed) {
  expect_native({{"foo(int, char", "foo"}, {"std::vector<int", "std::vector"}});
  // A closer without an opener counts as depth -1: nothing is kept until an opener makes up for it.
  expect_native({{"a>b<c>d", "ac"}});
}

TEST(FunctionTrim, BoundsItsWork) {
  const std::string longest = std::string(1104 - 2, 'a') + "()";
  EXPECT_EQ(trim_function_name(longest, "native"), std::string(1104 - 2, 'a'));
  EXPECT_EQ(trim_function_name("a" + longest, "native"), "a" + longest);
  const std::string nested = std::string(552, '<') + std::string(552, '>');
  EXPECT_EQ(trim_function_name(nested, "native"), nested);
}

}  // namespace
}  // namespace picket::domain::grouping
