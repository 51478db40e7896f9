#!/bin/sh
# What `make run` does once everything is installed.
set -eu
python=.venv/bin/python
address="127.0.0.1:${PORT:-8000}"

"$python" manage.py migrate --verbosity 0
if "$python" scripts/is_empty.py; then
    "$python" manage.py demo
else
    echo "沿用已有的数据。忘记密码时：DEBUG=1 .venv/bin/python manage.py changepassword 用户名"
fi
echo "读者页面  http://$address/"
echo "编辑部    http://$address/admin/"
echo "按 Ctrl+C 停止。"
# One process, no reloader: whoever stops make stops the server with it.
export DJANGO_RUNSERVER_HIDE_WARNING=true
exec "$python" manage.py runserver --noreload "$address"
