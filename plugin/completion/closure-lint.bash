# Completion of closure-lint for bash; the programs of the packages have the version behind the name.
_closure_lint() {
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} words=
  # `--format=te` is three words here.
  if [[ $word == = ]]; then
    word=
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $option == --* ]]; then
    option=
  fi
  local IFS=$'\n'
  case $option in
  --format) words=$'text\njson\nsarif\ngithub\ngitlab' ;;
  --fail-on) words=$'any\ncertain\nerror\nnone' ;;
  --fix) words=all ;;
  --checks)
    words=$'closure-*\nclosure-coroutine-capture\nclosure-dangling-capture\nclosure-dangling-this\nclosure-dangling-view\nclosure-loop-capture\nclosure-lost-update\nclosure-prefer-class\nclosure-reference-cycle\nclosure-unguarded-this'
    ;;
  --diff) words=$(git for-each-ref --format='%(refname:short)' 2>/dev/null) ;;
  -p | --summaries)
    COMPREPLY=($(compgen -d -- "$word"))
    return
    ;;
  *)
    if [[ $word == -* && $option != --* ]]; then
      words=$'-p\n-j\n--jobs=\n--checks=\n--header-filter=\n--exclude=\n--stdin-name=\n--format=\n--output=\n--report=\n--summaries=\n--diff=\n--baseline=\n--write-baseline=\n--unused-suppressions\n--fix\n--fix=all\n--dry-run\n--fail-on=\n--quiet\n--no-shortcuts\n--stats\n--color\n--help\n--version'
    elif ((COMP_CWORD == 1)); then
      words=$'doctor\nmodels\nexplain\nchecks\nsuggest\nsummarize\nlink\nreport'
    fi
    ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
  return 0
}
complete -o default -F _closure_lint closure-lint closure-lint-19 closure-lint-22
